/** One unfolded content line (RFC 5545 3.1). `line`: of its first physical line in the file, from 1. */
export type ContentLine = { readonly text: string; readonly line: number }

export type FileLines = {
  readonly content: readonly ContentLine[]
  /** The file as it stands, from physical line `first` up to and including `last`. */
  rawText(first: number, last: number): string
}

/** Unfolds `text`. Takes CRLF, LF and CR alike; empty lines are skipped, also in the midst of a folded one. */
export function contentLines(text: string): FileLines {
  const physical = withoutMark(text).replaceAll(/\r\n?/g, '\n').split('\n')
  const content: ContentLine[] = []
  let parts: string[] = []
  let first = 0
  const close = () => {
    if (parts.length > 0) content.push({ text: parts.join(''), line: first })
  }
  for (const [index, line] of physical.entries()) {
    if (line.length === 0) continue
    if (isContinuation(line) && parts.length > 0) {
      parts.push(line.slice(1))
    } else if (line.trim() !== '') {
      close()
      parts = [line.trimStart()]
      first = index + 1
    }
  }
  close()
  return { content, rawText: (from, last) => physical.slice(from - 1, last).join('\n') }
}

function isContinuation(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t')
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

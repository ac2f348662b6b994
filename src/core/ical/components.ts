import { contentLines, type ContentLine } from './content-lines.ts'

/** A `BEGIN:` … `END:` block. `name` in upper case. */
export type Component = {
  readonly name: string
  readonly line: number
  readonly lines: readonly ContentLine[]
  readonly children: readonly Component[]
  /** Its own text as it stands in the file. */
  text(): string
  /** False: the block ends without its `END:` line. */
  readonly whole: boolean
}

export type ComponentTree = {
  readonly components: readonly Component[]
  /** What stands outside every block, and is no block itself. */
  readonly stray: readonly ContentLine[]
}

type Open = { name: string; line: number; lines: ContentLine[]; children: Component[] }

/** These never stand in one of their own kind: a second BEGIN means that an END is missing. */
const NEVER_NESTED = new Set(['VCALENDAR', 'VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE'])

/** The blocks of a file. Never throws: a missing `END:` costs its own block alone, an unexpected one nothing. */
export function componentTree(text: string): ComponentTree {
  const lines = contentLines(text)
  const components: Component[] = []
  const stray: ContentLine[] = []
  const open: Open[] = []

  const close = (last: number, whole: boolean) => {
    const block = open.pop()
    if (!block) return
    const component = { ...block, text: () => lines.rawText(block.line, last), whole }
    const parent = open.at(-1)
    if (parent) parent.children.push(component)
    else components.push(component)
  }
  const closeDownTo = (depth: number, last: number) => {
    while (open.length > depth) close(last, false)
  }

  for (const line of lines.content) {
    const boundary = boundaryOf(line.text)
    if (boundary?.kind === 'begin') {
      const same = NEVER_NESTED.has(boundary.name) ? open.findIndex((block) => block.name === boundary.name) : -1
      if (same >= 0) closeDownTo(same, line.line - 1)
      open.push({ name: boundary.name, line: line.line, lines: [], children: [] })
    } else if (boundary?.kind === 'end') {
      const depth = open.findLastIndex((block) => block.name === boundary.name)
      if (depth >= 0) {
        closeDownTo(depth + 1, line.line - 1)
        close(line.line, true)
      }
    } else {
      const block = open.at(-1)
      if (block) block.lines.push(line)
      else stray.push(line)
    }
  }
  closeDownTo(0, Number.MAX_SAFE_INTEGER)
  return { components, stray }
}

type Boundary = { kind: 'begin' | 'end'; name: string }

function boundaryOf(text: string): Boundary | undefined {
  const match = /^(BEGIN|END)(?:;[^:]*)?:\s*([\w-]+)\s*$/i.exec(text)
  if (!match?.[1] || !match[2]) return undefined
  return { kind: match[1].toUpperCase() === 'BEGIN' ? 'begin' : 'end', name: match[2].toUpperCase() }
}

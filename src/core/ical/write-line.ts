const LONGEST = 75

/** One content line, folded at 75 octets of UTF-8 (RFC 5545 3.1), never within a character; ends with CRLF. */
export function writeLine(text: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of text.replaceAll(/[\r\n]+/g, ' ')) {
    const size = octetsOf(character)
    if (octets + size > LONGEST) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return `${[...parts, part].join('\r\n')}\r\n`
}

/** A TEXT value (RFC 5545 3.3.11). */
export function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
}

/** A parameter value (RFC 5545 3.2, RFC 6868), quoted where it has to be. */
export function parameter(value: string): string {
  const text = value
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replaceAll(/\r\n|\r|\n/g, '^n')
  return /[:;,]/.test(text) ? `"${text}"` : text
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

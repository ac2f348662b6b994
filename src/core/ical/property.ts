import ICAL from 'ical.js'
import type { ContentLine } from './content-lines.ts'

/** A content line taken apart. `values` as jCal has them (RFC 7265): texts unescaped, dates as `2026-03-23T09:00:00`. */
export type Property = {
  /** Lower case. */
  readonly name: string
  /** Names in lower case; of several values of one parameter the first. */
  readonly params: Readonly<Record<string, string>>
  /** jCal type: `text`, `date`, `date-time`, `period`, `cal-address`, … */
  readonly type: string
  readonly values: readonly string[]
  readonly line: ContentLine
}

/** The line as ical.js reads it; undefined where it can make nothing of it. */
export function readProperty(line: ContentLine): Property | undefined {
  const name = nameOf(line.text)
  if (name === undefined) return undefined
  try {
    const jcal: unknown = ICAL.parse.property(withQuotedScheme(line.text))
    return fromJcal(jcal, line)
  } catch {
    return rawRule(name, line)
  }
}

/** The name of a content line in lower case; undefined where it is none. */
export function nameOf(text: string): string | undefined {
  return /^([\w-]+)\s*[;:]/.exec(text)?.[1]?.toLowerCase()
}

function fromJcal(jcal: unknown, line: ContentLine): Property | undefined {
  if (!Array.isArray(jcal)) return undefined
  const [name, params, type, ...values]: unknown[] = jcal
  if (typeof name !== 'string') return undefined
  // A rule is checked and expanded by core/time, which takes it as it is written.
  if (type === 'recur') return rawRule(name, line)
  return {
    name,
    params: firstValues(params),
    type: typeof type === 'string' ? type : 'text',
    values: values.map((value) => (Array.isArray(value) ? value.join('/') : String(value))),
    line,
  }
}

function firstValues(params: unknown): Record<string, string> {
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(
    Object.entries(params).map(([name, value]: [string, unknown]) => [
      name,
      String(Array.isArray(value) ? value[0] : value),
    ]),
  )
}

// ical.js throws on a rule it finds impossible; whether it is one is for core/time to say.
function rawRule(name: string, line: ContentLine): Property | undefined {
  const match = /^(?:RRULE|EXRULE)[^:]*:\s*(.*)$/is.exec(line.text)
  if (match?.[1] === undefined) return undefined
  return { name, params: {}, type: 'recur', values: [match[1].trim()], line }
}

// Outlook writes TZID=tzone://Microsoft/Utc without the quotes that its colon needs.
function withQuotedScheme(text: string): string {
  return text.includes('://') ? text.replace(/;TZID=([^":;,]+:\/\/[^":;,]*):/i, ';TZID="$1":') : text
}

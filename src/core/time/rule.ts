import { ok, refuse, type Result } from '../model/result.ts'

export const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** A weekday of BYDAY: 0 = Monday … 6 = Sunday (as rrule and RFC 5545 count weeks); `nth` of the month or year, 0 = every. */
export type DayOfRule = { readonly weekday: number; readonly nth: number }

/** A RECUR value of RFC 5545 3.3.10, checked. Lists are sorted and hold no value twice; an empty one stands for an absent part. */
export type Rule = {
  readonly freq: Frequency
  readonly interval: number
  readonly count: number | undefined
  /** Last possible start, a wall time of the series' zone in ms as if it were UTC. */
  readonly until: number | undefined
  /** 0 = Monday. */
  readonly weekStart: number
  readonly seconds: readonly number[]
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: readonly DayOfRule[]
  readonly monthDays: readonly number[]
  readonly yearDays: readonly number[]
  readonly weekNumbers: readonly number[]
  readonly months: readonly number[]
  readonly positions: readonly number[]
}

/** As BYDAY writes them; the index is the weekday of `DayOfRule`. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
// Wider steps than a century of seconds leave the calendar; a number beyond this is no rule but an attack or a slip.
const MOST = 4_000_000_000

type Parts = ReadonlyMap<string, string>

const KNOWN = new Set(
  'FREQ INTERVAL COUNT UNTIL WKST BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS'.split(
    ' ',
  ),
)

/**
 * Reads a RECUR value. `invalid-rule` (with `detail`) for what RFC 5545 does not allow or we cannot expand: unknown parts,
 * values out of range, UNTIL in UTC (the caller turns it into a wall time of the series' zone first).
 * Lenient where files in the wild are: lower case, a `;` at the end, a value twice, COUNT together with UNTIL (both hold).
 */
export function parseRule(text: string): Result<Rule, 'invalid-rule'> {
  try {
    return ok(ruleOf(partsOf(text.trim().toUpperCase())))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('invalid-rule', { detail: error.message })
    throw error
  }
}

function partsOf(text: string): Parts {
  const parts = new Map<string, string>()
  for (const part of text
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=(.+)$/.exec(part.trim()) ?? []
    if (!KNOWN.has(name)) throw new SyntaxError(`unknown part ${part.slice(0, 40)}`)
    if (parts.has(name)) throw new SyntaxError(`${name} twice`)
    parts.set(name, value)
  }
  return parts
}

function ruleOf(parts: Parts): Rule {
  const freq = FREQUENCIES.find((name) => name === parts.get('FREQ'))
  if (!freq) throw new SyntaxError('no frequency')
  const rule: Rule = {
    freq,
    interval: whole(parts, 'INTERVAL') ?? 1,
    count: whole(parts, 'COUNT'),
    until: untilOf(parts.get('UNTIL')),
    weekStart: weekdayOf(parts.get('WKST') ?? 'MO'),
    seconds: numbers(parts, 'BYSECOND', { min: 0, max: 59 }),
    minutes: numbers(parts, 'BYMINUTE', { min: 0, max: 59 }),
    hours: numbers(parts, 'BYHOUR', { min: 0, max: 23 }),
    days: daysOf(parts.get('BYDAY')),
    monthDays: numbers(parts, 'BYMONTHDAY', { min: 1, max: 31, fromEnd: true }),
    yearDays: numbers(parts, 'BYYEARDAY', { min: 1, max: 366, fromEnd: true }),
    weekNumbers: numbers(parts, 'BYWEEKNO', { min: 1, max: 53, fromEnd: true }),
    months: numbers(parts, 'BYMONTH', { min: 1, max: 12 }),
    positions: numbers(parts, 'BYSETPOS', { min: 1, max: 366, fromEnd: true }),
  }
  refuseMisplaced(rule)
  return rule
}

/** RFC 5545 3.3.10, notes below the table: parts that have no meaning with a frequency. */
function refuseMisplaced(rule: Rule): void {
  const counted = rule.days.some((day) => day.nth !== 0)
  const ordinalsMayBe = rule.freq === 'MONTHLY' || (rule.freq === 'YEARLY' && rule.weekNumbers.length === 0)
  if (counted && !ordinalsMayBe) throw new SyntaxError('BYDAY with a number')
  if (rule.weekNumbers.length > 0 && rule.freq !== 'YEARLY') throw new SyntaxError('BYWEEKNO without YEARLY')
}

function whole(parts: Parts, name: string): number | undefined {
  const text = parts.get(name)
  return text === undefined ? undefined : numberOf(text, { min: 1, max: MOST })
}

type Range = { min: number; max: number; fromEnd?: true }

function numbers(parts: Parts, name: string, range: Range): readonly number[] {
  const text = parts.get(name)
  if (text === undefined) return []
  return [...new Set(text.split(',').map((item) => numberOf(item, range)))].toSorted((a, b) => a - b)
}

function numberOf(text: string, { min, max, fromEnd }: Range): number {
  const value = /^[+-]?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  const size = fromEnd ? Math.abs(value) : value
  if (!(size >= min && size <= max)) throw new SyntaxError(`${text.slice(0, 20)} is out of range`)
  // -0 would be written as 0 but compare differently in a Set.
  return value + 0
}

function daysOf(text: string | undefined): readonly DayOfRule[] {
  if (text === undefined) return []
  const days = new Map(
    text
      .split(',')
      .map(dayOf)
      .map((day) => [`${day.nth} ${day.weekday}`, day]),
  )
  return [...days.values()].toSorted((a, b) => a.nth - b.nth || a.weekday - b.weekday)
}

function dayOf(text: string): DayOfRule {
  const [, nth, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? []
  return {
    weekday: weekdayOf(name),
    nth: nth === undefined ? 0 : numberOf(nth, { min: 1, max: 53, fromEnd: true }),
  }
}

function weekdayOf(name: string): number {
  const weekday = WEEKDAYS.indexOf(name)
  if (weekday < 0) throw new SyntaxError(`no weekday ${name.slice(0, 20)}`)
  return weekday
}

function untilOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?$/.exec(text) ?? []
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const until = Date.parse(`${wall}Z`)
  // Date.parse turns 30 February into 2 March: what does not come out as it went in was no date.
  if (Number.isNaN(until) || new Date(until).toISOString().slice(0, 19) !== wall) {
    throw new SyntaxError(`UNTIL ${text.slice(0, 20)} is no wall time`)
  }
  return until
}

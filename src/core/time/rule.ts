import { ok, refuse, type Result } from '../model/result.ts'
import { numberOf, numbersOf, untilOf, weekDaysOf, weekdayOf, type DayOfRule, type NumberRange } from './rule-values.ts'

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
type Frequency = (typeof FREQUENCIES)[number]

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

// Wider steps than a century of seconds leave the calendar; a number beyond this is no rule but an attack or a slip.
const MOST = 4_000_000_000

type Parts = ReadonlyMap<string, string>

const TIMES = ['BYSECOND', 'BYMINUTE', 'BYHOUR']
const DATES = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH']
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', ...TIMES, ...DATES, 'BYSETPOS'])
// Rules by the Chinese, Hebrew … calendar: refused by name, for without these parts they would mean other days.
const OTHER_CALENDARS = new Set(['RSCALE', 'SKIP'])

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
    if (OTHER_CALENDARS.has(name)) throw new SyntaxError(`${name} (RFC 7529) is not supported`)
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
    seconds: listOf(parts, 'BYSECOND', { min: 0, max: 60 }),
    minutes: listOf(parts, 'BYMINUTE', { min: 0, max: 59 }),
    hours: listOf(parts, 'BYHOUR', { min: 0, max: 23 }),
    days: weekDaysOf(parts.get('BYDAY')),
    monthDays: listOf(parts, 'BYMONTHDAY', { min: 1, max: 31, fromEnd: true }),
    yearDays: listOf(parts, 'BYYEARDAY', { min: 1, max: 366, fromEnd: true }),
    weekNumbers: listOf(parts, 'BYWEEKNO', { min: 1, max: 53, fromEnd: true }),
    months: listOf(parts, 'BYMONTH', { min: 1, max: 12 }),
    positions: listOf(parts, 'BYSETPOS', { min: 1, max: 366, fromEnd: true }),
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

function listOf(parts: Parts, name: string, range: NumberRange): readonly number[] {
  const text = parts.get(name)
  return text === undefined ? [] : numbersOf(text, range)
}

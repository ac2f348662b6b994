// oxlint-disable-next-line import/default -- Node sees the CommonJS build, which has nothing but a default
import rrule from 'rrule'
import { DAY } from '../model/instant.ts'
import type { DayOfRule, Rule } from './rule.ts'
import type { StartsQuery } from './rule-starts.ts'

// oxlint-disable-next-line import/no-named-as-default-member -- as above
const { RRule, Weekday } = rrule

// rrule needs 4 to 20 microseconds a period, so that this many end within a second.
const MOST_PERIODS = 50_000
// The calendar repeats every 400 years, weekdays included. rrule misreads years below 100, so early ones are moved up.
const CYCLE = 146_097 * DAY
const YEAR_400 = Date.parse('0400-01-01T00:00:00Z')

/** Starts of a rule of days, weeks, months or years. RangeError('too-many-occurrences') where the search would be too long. */
export function coarseStarts(query: StartsQuery): number[] {
  if (query.start >= YEAR_400) return jumpedStarts(explicit(query))
  const { start, from, until } = query
  const moved = { ...query, start: start + CYCLE, from: from + CYCLE, until: until + CYCLE }
  return jumpedStarts(explicit(moved)).map((at) => at - CYCLE)
}

/** Leaves out the periods between the start and what is asked for. */
function jumpedStarts(query: StartsQuery): number[] {
  const { rule, start, from } = query
  const skipped = Math.max(0, Math.floor((periodOf(rule, from) - periodOf(rule, start)) / rule.interval))
  if (rule.count === undefined || skipped === 0) return periods(query, skipped)

  const each = startsPerPeriod(rule)
  if (each === undefined) return periods(query, 0)
  const inFirst = periods({ ...query, from: start, until: periodStart(rule, periodOf(rule, start) + 1) }, 0).length
  const count = rule.count - inFirst - (skipped - 1) * each
  return count <= 0 ? [] : periods({ ...query, rule: { ...rule, count } }, skipped)
}

/** Runs rrule from the period `skipped` steps after that of the start. COUNT counts from there. */
function periods({ rule, start, from, until, limit }: StartsQuery, skipped: number): number[] {
  const first = periodOf(rule, start) + skipped * rule.interval
  const many = Math.floor((periodOf(rule, until - 1) - first) / rule.interval) + 1
  if (many <= 0) return []

  const found: number[] = []
  let left = rule.count ?? Infinity
  let last = Number.NaN
  const expander = bounded(rule, periodStart(rule, first), Math.min(many, MOST_PERIODS))
  const complete = expander((at) => {
    // Two positions of BYSETPOS may name one start; rrule gives it twice.
    if (at < start || at === last) return true
    last = at
    if (at >= until) return false
    if (at >= from) found.push(at)
    if (found.length > limit) throw new RangeError('too-many-occurrences')
    return --left > 0
  })
  if (complete && many > MOST_PERIODS) throw new RangeError('too-many-occurrences')
  return found
}

type Visit = (at: number) => boolean

/**
 * rrule looks on until the year 9999 where a rule yields nothing, and offers no way to stop it but a result. It reads `interval`
 * once before the first period and twice in each: to ask whether it is 0 (then it stops) and to step on. So the answer
 * to that question ends it after `most` periods. The function says whether all of them were visited.
 */
function bounded(rule: Rule, start: number, most: number): (visit: Visit) => boolean {
  const expander = new RRule(optionsOf(rule, start), true)
  let reads = 0
  Object.defineProperty(expander.options, 'interval', {
    get: () => (++reads >= 2 * most ? 0 : rule.interval),
  })
  return (visit) => {
    let complete = true
    expander.all((date) => {
      complete = visit(date.getTime())
      return complete
    })
    return complete
  }
}

function optionsOf(rule: Rule, start: number): Partial<ConstructorParameters<typeof RRule>[0]> {
  return {
    freq: RRule[rule.freq],
    dtstart: new Date(start),
    interval: rule.interval,
    wkst: rule.weekStart,
    byhour: [...rule.hours],
    byminute: [...rule.minutes],
    bysecond: [...rule.seconds],
    byweekday: listOrNull(rule.days.map(({ weekday, nth }) => (nth === 0 ? weekday : new Weekday(weekday, nth)))),
    bymonthday: listOrNull(rule.monthDays),
    byyearday: listOrNull(rule.yearDays),
    byweekno: listOrNull(rule.weekNumbers),
    bymonth: listOrNull(rule.months),
    bysetpos: listOrNull(rule.positions),
  }
}

function listOrNull<T>(list: readonly T[]): T[] | null {
  return list.length === 0 ? null : [...list]
}

/** What the start alone says (RFC 5545 3.3.10, last paragraphs) written into the rule, so that the search may begin elsewhere. */
function explicit(query: StartsQuery): StartsQuery {
  const start = new Date(query.start)
  const rule = withDays(query.rule, start)
  const times = {
    hours: orElse(rule.hours, start.getUTCHours()),
    minutes: orElse(rule.minutes, start.getUTCMinutes()),
    seconds: orElse(rule.seconds, start.getUTCSeconds()),
  }
  return { ...query, rule: { ...rule, ...times, days: ordinals(rule) } }
}

function withDays(rule: Rule, start: Date): Rule {
  if (rule.days.length + rule.monthDays.length + rule.yearDays.length > 0) return rule
  const monthDays = [start.getUTCDate()]
  const days: DayOfRule[] = [{ weekday: (start.getUTCDay() + 6) % 7, nth: 0 }]
  if (rule.weekNumbers.length > 0 || rule.freq === 'WEEKLY') return { ...rule, days }
  if (rule.freq === 'MONTHLY') return { ...rule, monthDays }
  if (rule.freq === 'YEARLY') return { ...rule, monthDays, months: orElse(rule.months, start.getUTCMonth() + 1) }
  return rule
}

function orElse(list: readonly number[], value: number): readonly number[] {
  return list.length === 0 ? [value] : list
}

/** BYDAY=MO,1TU means "every Monday and the first Tuesday"; rrule wants both at once, so every Monday becomes 1MO,2MO,… */
function ordinals(rule: Rule): readonly DayOfRule[] {
  const { days } = rule
  if (days.every((day) => day.nth === 0) || days.every((day) => day.nth !== 0)) return days
  const most = rule.freq === 'MONTHLY' || rule.months.length > 0 ? 5 : 53
  return days.flatMap((day) =>
    day.nth === 0 ? Array.from({ length: most }, (_, i) => ({ ...day, nth: i + 1 })) : [day],
  )
}

/** How many starts every whole period has, where that is one number for all. */
function startsPerPeriod(rule: Rule): number | undefined {
  if (rule.months.length + rule.monthDays.length + rule.yearDays.length + rule.positions.length > 0) return undefined
  const times = rule.hours.length * rule.minutes.length * rule.seconds.length
  if (rule.freq === 'WEEKLY') return rule.days.length * times
  return rule.freq === 'DAILY' && rule.days.length === 0 ? times : undefined
}

/** The number of the year, month, week or day that holds `at`. */
function periodOf(rule: Rule, at: number): number {
  const day = Math.floor(at / DAY)
  if (rule.freq === 'DAILY') return day
  if (rule.freq === 'WEEKLY') return Math.floor((day - weekOffset(rule)) / 7)
  const date = new Date(at)
  return rule.freq === 'YEARLY' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function periodStart(rule: Rule, period: number): number {
  if (rule.freq === 'DAILY') return period * DAY
  if (rule.freq === 'WEEKLY') return (period * 7 + weekOffset(rule)) * DAY
  return rule.freq === 'YEARLY' ? Date.UTC(period, 0, 1) : Date.UTC(Math.floor(period / 12), period % 12, 1)
}

/** The first day since 1970-01-01, a Thursday, on which a week of the rule starts. */
function weekOffset(rule: Rule): number {
  return (rule.weekStart + 4) % 7
}

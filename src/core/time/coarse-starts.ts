import { DAY } from '../model/instant.ts'
import { dateSets } from './date-sets.ts'
import { explicitRule } from './explicit-rule.ts'
import { positionsOf } from './rule-positions.ts'
import { firstDayOf, periodOf } from './rule-period.ts'
import type { StartsQuery } from './rule-starts.ts'
import type { Rule } from './rule.ts'
import { timesOfDay } from './times-of-day.ts'

// rrule needs 4 to 20 microseconds a period, so that this many end within a second.
const MOST_PERIODS = 50_000
// The calendar repeats every 400 years, weekdays included. Date.UTC misreads years below 100, so early ones are moved up.
const CYCLE = 146_097 * DAY
const YEAR_400 = Date.parse('0400-01-01T00:00:00Z')

/** Starts of a rule of days, weeks, months or years. RangeError('too-many-occurrences') where the search would be too long. */
export function coarseStarts(query: StartsQuery): number[] {
  const moved = query.start >= YEAR_400 ? 0 : CYCLE
  const start = query.start + moved
  const rule = explicitRule(query.rule, start)
  const found = jumpedStarts({ ...query, rule, start, from: query.from + moved, until: query.until + moved })
  return moved === 0 ? found : found.map((at) => at - moved)
}

/** Leaves out the periods between the start and what is asked for. */
function jumpedStarts(query: StartsQuery): number[] {
  const { rule, start, from } = query
  const skipped = Math.max(0, Math.floor((periodOf(rule, from) - periodOf(rule, start)) / rule.interval))
  if (rule.count === undefined || skipped === 0) return startsFrom(query, skipped)

  const each = startsPerPeriod(rule)
  if (each === undefined) return startsFrom(query, 0)
  const secondPeriod = firstDayOf(rule, periodOf(rule, start) + 1) * DAY
  const inFirst = startsFrom({ ...query, from: start, until: secondPeriod, limit: Infinity }, 0).length
  const count = rule.count - inFirst - (skipped - 1) * each
  return count <= 0 ? [] : startsFrom({ ...query, rule: { ...rule, count } }, skipped)
}

/** The starts from the period `skipped` steps after that of the start. COUNT counts from there. */
function startsFrom(query: StartsQuery, skipped: number): number[] {
  const { rule, start, until } = query
  const first = periodOf(rule, start) + skipped * rule.interval
  const many = Math.floor((periodOf(rule, until - 1) - first) / rule.interval) + 1
  if (many <= 0) return []

  const found: number[] = []
  const takeSet = taker(query, found)
  const complete = dateSets({ rule, first, most: Math.min(many, MOST_PERIODS) }, takeSet)
  if (complete && many > MOST_PERIODS) throw new RangeError('too-many-occurrences')
  return found
}

/** What takes the starts on the dates of one period into `found`; it answers whether to go on. */
function taker(
  { rule, start, from, until, limit }: StartsQuery,
  found: number[],
): (dates: readonly number[]) => boolean {
  const times = timesOfDay(rule)
  let left = rule.count ?? Infinity
  const take = (at: number): boolean => {
    if (at < start) return true
    if (at >= until) return false
    if (at >= from && found.push(at) > limit) throw new RangeError('too-many-occurrences')
    return --left > 0
  }
  const takeDate = (day: number): boolean => {
    if ((day + 1) * DAY <= start) return true
    // A day may have 86,400 starts: those that are only counted are not looked at one by one.
    if (day * DAY >= start && (day + 1) * DAY <= from) {
      left -= times.count
      return left > 0
    }
    for (let n = 0; n < times.count; n++) if (!take(day * DAY + times.at(n))) return false
    return true
  }
  if (rule.positions.length === 0) return (dates) => dates.every(takeDate)
  return (dates) =>
    positionsOf(rule, dates.length * times.count).every((n) =>
      take((dates[Math.floor(n / times.count)] ?? 0) * DAY + times.at(n % times.count)),
    )
}

/** How many starts every whole period has, where that is one number for all. */
function startsPerPeriod(rule: Rule): number | undefined {
  if (rule.months.length + rule.monthDays.length + rule.yearDays.length + rule.positions.length > 0) return undefined
  const times = timesOfDay(rule).count
  if (rule.freq === 'WEEKLY') return rule.days.length * times
  return rule.freq === 'DAILY' && rule.days.length === 0 ? times : undefined
}

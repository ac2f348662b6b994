import { DAY } from '../model/instant.ts'
import { boundedRrule, type Expander, type Visit } from './bounded-rrule.ts'
import { explicitRule } from './explicit-rule.ts'
import { atPositions } from './rule-positions.ts'
import { periodOf, periodStart } from './rule-period.ts'
import type { StartsQuery } from './rule-starts.ts'
import type { Rule } from './rule.ts'

// rrule needs 4 to 20 microseconds a period, so that this many end within a second.
const MOST_PERIODS = 50_000
const MOST_IN_PERIOD = 100_000
// The calendar repeats every 400 years, weekdays included. rrule misreads years below 100, so early ones are moved up.
const CYCLE = 146_097 * DAY
const YEAR_400 = Date.parse('0400-01-01T00:00:00Z')

/** Starts of a rule of days, weeks, months or years. RangeError('too-many-occurrences') where the search would be too long. */
export function coarseStarts(query: StartsQuery): number[] {
  const moved = query.start >= YEAR_400 ? 0 : CYCLE
  const start = query.start + moved
  const rule = explicitRule(query.rule, start)
  return jumpedStarts({ ...query, rule, start, from: query.from + moved, until: query.until + moved }).map(
    (at) => at - moved,
  )
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
  const take: Visit = (at) => {
    if (at < start) return true
    if (at >= until) return false
    if (at >= from) found.push(at)
    if (found.length > limit) throw new RangeError('too-many-occurrences')
    return --left > 0
  }
  const expander = boundedRrule(rule, periodStart(rule, first), Math.min(many, MOST_PERIODS))
  const complete = rule.positions.length === 0 ? expander(take) : visitPositions(rule, expander, take)
  if (complete && many > MOST_PERIODS) throw new RangeError('too-many-occurrences')
  return found
}

/** BYSETPOS, period by period. rrule's own gives the first start for a position before the first, and one start twice for two. */
function visitPositions(rule: Rule, expander: Expander, take: Visit): boolean {
  let period = Number.NaN
  let set: number[] = []
  const takeSet = (): boolean => atPositions(rule, set).every(take)
  const complete = expander((at) => {
    const next = periodOf(rule, at)
    if (next !== period && !takeSet()) return false
    if (next !== period) set = []
    period = next
    set.push(at)
    if (set.length > MOST_IN_PERIOD) throw new RangeError('too-many-occurrences')
    return true
  })
  return complete && takeSet()
}

/** How many starts every whole period has, where that is one number for all. */
function startsPerPeriod(rule: Rule): number | undefined {
  if (rule.months.length + rule.monthDays.length + rule.yearDays.length + rule.positions.length > 0) return undefined
  const times = rule.hours.length * rule.minutes.length * rule.seconds.length
  if (rule.freq === 'WEEKLY') return rule.days.length * times
  return rule.freq === 'DAILY' && rule.days.length === 0 ? times : undefined
}

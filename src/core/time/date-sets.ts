import { DAY } from '../model/instant.ts'
import { boundedRrule } from './bounded-rrule.ts'
import { datesOfPeriod, type DatesOf } from './dates-of-period.ts'
import { firstDayOf, periodOf } from './rule-period.ts'
import type { Rule } from './rule.ts'

// rrule needs about 2 microseconds a date.
const MOST_DATES = 500_000

export type PeriodsOfRule = {
  /** Of days, weeks, months or years, with nothing left to the start (`explicitRule`). */
  readonly rule: Rule
  /** The number of the first period; `rule.interval` steps on from there. */
  readonly first: number
  readonly most: number
}

/** The dates of one period, as days since 1970-01-01, in order; false ends the walk. */
type VisitSet = (dates: readonly number[]) => boolean

/** Calls `visit` for one period after the other. True if it went through all of them. Periods without a date may be left out. */
export function dateSets(periods: PeriodsOfRule, visit: VisitSet): boolean {
  const datesOf = datesOfPeriod(periods.rule)
  return datesOf ? lookedUp(periods, datesOf, visit) : searched(periods, visit)
}

function lookedUp({ rule, first, most }: PeriodsOfRule, datesOf: DatesOf, visit: VisitSet): boolean {
  for (let n = 0; n < most; n++) if (!visit(datesOf(first + n * rule.interval))) return false
  return true
}

/** The same by rrule, which does not say where a period ends. RangeError('too-many-occurrences') for a search beyond all bounds. */
export function searched({ rule, first, most }: PeriodsOfRule, visit: VisitSet): boolean {
  let period = Number.NaN
  let set: number[] = []
  let dates = 0
  const complete = boundedRrule({ rule, first: firstDayOf(rule, first), most }, (day) => {
    if (++dates > MOST_DATES) throw new RangeError('too-many-occurrences')
    const next = periodOf(rule, day * DAY)
    const goesOn = next === period || visit(set)
    if (next !== period) set = []
    period = next
    set.push(day)
    return goesOn
  })
  return complete && visit(set)
}

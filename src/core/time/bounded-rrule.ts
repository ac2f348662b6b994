// oxlint-disable-next-line import/default -- Node sees the CommonJS build, which has nothing but a default
import rrule from 'rrule'
import { DAY } from '../model/instant.ts'
import type { DayOfRule } from './rule-values.ts'
import type { Rule } from './rule.ts'

// oxlint-disable-next-line import/no-named-as-default-member -- as above
const { RRule, Weekday } = rrule

/** `first`: a day since 1970-01-01 on which a period of the rule begins. `most`: how many periods are searched. */
export type DateSearch = { readonly rule: Rule; readonly first: number; readonly most: number }

/**
 * Calls `visit` with the dates of the rule, in order, as days since 1970-01-01; false ends the search. True if it went through
 * all periods. rrule looks on until the year 9999 where a rule yields nothing, and offers no way to stop it but a result. It
 * reads `interval` once before the first period and twice in each: to ask whether it is 0 (then it stops) and to step on. So
 * the answer to that question ends it after `most` periods.
 */
export function boundedRrule({ rule, first, most }: DateSearch, visit: (day: number) => boolean): boolean {
  const search = new RRule(optionsOf(rule, first), true)
  let reads = 0
  Object.defineProperty(search.options, 'interval', {
    get: () => (++reads >= 2 * most ? 0 : rule.interval),
  })
  let complete = true
  search.all((date) => {
    complete = visit(Math.floor(date.getTime() / DAY))
    return complete
  })
  return complete
}

function optionsOf(rule: Rule, first: number): Partial<ConstructorParameters<typeof RRule>[0]> {
  return {
    freq: RRule[rule.freq],
    dtstart: new Date(first * DAY),
    interval: rule.interval,
    wkst: rule.weekStart,
    byhour: [0],
    byminute: [0],
    bysecond: [0],
    byweekday: listOrNull(ordinals(rule).map(({ weekday, nth }) => (nth === 0 ? weekday : new Weekday(weekday, nth)))),
    bymonthday: listOrNull(rule.monthDays),
    byyearday: listOrNull(rule.yearDays),
    bymonth: listOrNull(rule.months),
  }
}

function listOrNull<T>(list: readonly T[]): T[] | null {
  return list.length === 0 ? null : [...list]
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

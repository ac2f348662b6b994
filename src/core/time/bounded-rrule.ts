// oxlint-disable-next-line import/default -- Node sees the CommonJS build, which has nothing but a default
import rrule from 'rrule'
import type { Rule } from './rule.ts'

// oxlint-disable-next-line import/no-named-as-default-member -- as above
const { RRule, Weekday } = rrule

/** False ends the search. */
export type Visit = (at: number) => boolean
/** Whether all periods were visited. */
export type Expander = (visit: Visit) => boolean

/**
 * rrule looks on until the year 9999 where a rule yields nothing, and offers no way to stop it but a result. It reads `interval`
 * once before the first period and twice in each: to ask whether it is 0 (then it stops) and to step on. So the answer
 * to that question ends it after `most` periods.
 */
export function boundedRrule(rule: Rule, start: number, most: number): Expander {
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
  }
}

function listOrNull<T>(list: readonly T[]): T[] | null {
  return list.length === 0 ? null : [...list]
}

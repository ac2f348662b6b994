import { ok, refuse, type Result } from '../model/result.ts'
import type { Break, Schedule, ScheduleRule, Travel } from '../model/schedule.ts'
import { checkedDates } from './checked-dates.ts'
import { checkedHours, checkedOverrides, isEmpty } from './checked-hours.ts'

export type ScheduleReason = 'invalid-hours' | 'invalid-rule' | 'invalid-input' | 'end-before-start'

/**
 * The schedule as documents keep it: each day, date and travel named once, rules and breaks by their ids. Refused with what is
 * wrong: a range or a span that holds nothing, a rule that yields no date, a break of no time, an id that stands twice.
 */
export function checkedSchedule(schedule: Schedule): Result<Schedule, ScheduleReason> {
  const weekly = checkedHours(schedule.weekly)
  if (!weekly.ok) return weekly
  const overrides = checkedOverrides(schedule.overrides)
  if (!overrides.ok) return overrides
  const rules = checkedAll(schedule.rules, 'rules', checkedRule)
  if (!rules.ok) return rules
  const breaks = checkedAll(schedule.breaks, 'breaks', checkedBreak)
  if (!breaks.ok) return breaks
  const backwards = schedule.travel.find(({ from, until }) => until < from)
  if (backwards !== undefined) return refuse('end-before-start', { travel: backwards.from })

  const except = [...new Set(schedule.holidays.except)].sort()
  return ok({
    ...schedule,
    weekly: weekly.value,
    overrides: overrides.value,
    rules: rules.value,
    breaks: breaks.value,
    travel: lastOfEach(schedule.travel),
    holidays: { ...schedule.holidays, except },
  })
}

function checkedAll<T extends { readonly id: string }>(
  items: readonly T[],
  field: 'rules' | 'breaks',
  check: (item: T) => Result<T, ScheduleReason>,
): Result<T[], ScheduleReason> {
  const checked = new Map<string, T>()
  for (const [at, item] of items.entries()) {
    if (checked.has(item.id)) return refuse('invalid-input', { fields: [`schedule.${field}.${at}.id`] })
    const result = check(item)
    if (!result.ok) return { ...result, details: { ...result.details, [field]: item.id } }
    checked.set(item.id, result.value)
  }
  return ok([...checked].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item))
}

function checkedRule(rule: ScheduleRule): Result<ScheduleRule, ScheduleReason> {
  const { from, until } = rule
  if (from !== undefined && until !== undefined && until < from) return refuse('end-before-start')
  return checkedItem(rule)
}

function checkedBreak(own: Break): Result<Break, ScheduleReason> {
  return own.ranges.length === 0 ? refuse('invalid-hours') : checkedItem(own)
}

function checkedItem<T extends ScheduleRule | Break>(item: T): Result<T, ScheduleReason> {
  const wrong = item.ranges.find(isEmpty)
  if (wrong !== undefined) return refuse('invalid-hours', { ...wrong })
  const dates = checkedDates(item.dates)
  return dates.ok ? ok({ ...item, dates: dates.value }) : dates
}

// Of two over the same dates the last holds.
function lastOfEach(travel: readonly Travel[]): Travel[] {
  const last = new Map(travel.map((one) => [`${one.from}/${one.until}`, one]))
  return travel.filter((one) => last.get(`${one.from}/${one.until}`) === one)
}

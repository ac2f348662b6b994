import { DAY } from '../model/instant.ts'
import { firstDayOf } from './rule-period.ts'
import type { Rule } from './rule.ts'
import { weekdayOfDay } from './week-year.ts'

/** The dates of one period of a rule, as days since 1970-01-01, in order. */
export type DatesOf = (period: number) => number[]

/** For the rules that are looked up in the calendar; undefined for the others (days of the year), which rrule searches. */
export function datesOfPeriod(rule: Rule): DatesOf | undefined {
  if (rule.weekNumbers.length > 0) return (year) => datesOfWeeks(rule, year)
  if (rule.yearDays.length > 0) return undefined
  switch (rule.freq) {
    case 'DAILY':
      return (day) => (fits(rule, day) ? [day] : [])
    case 'WEEKLY':
      return (week) => datesFrom(rule, firstDayOf(rule, week), 7)
    case 'MONTHLY':
      return (month) => datesOfMonth(rule, month)
    case 'YEARLY':
      return rule.months.length === 0
        ? undefined
        : (year) => rule.months.flatMap((month) => datesOfMonth(rule, year * 12 + month - 1))
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      return undefined
  }
}

function datesOfWeeks(rule: Rule, year: number): number[] {
  const first = firstDayOf(rule, year)
  const weeks = (firstDayOf(rule, year + 1) - first) / 7
  const numbers = new Set(rule.weekNumbers.map((number) => (number > 0 ? number : number + weeks + 1)))
  return [...numbers]
    .filter((number) => number >= 1 && number <= weeks)
    .toSorted((a, b) => a - b)
    .flatMap((number) => datesFrom(rule, first + (number - 1) * 7, 7))
}

function datesFrom(rule: Rule, first: number, count: number): number[] {
  const dates: number[] = []
  for (let day = first; day < first + count; day++) if (fits(rule, day)) dates.push(day)
  return dates
}

function datesOfMonth(rule: Rule, month: number): number[] {
  const year = Math.floor(month / 12)
  const inYear = month - year * 12
  if (rule.months.length > 0 && !rule.months.includes(inYear + 1)) return []
  const first = Date.UTC(year, inYear, 1) / DAY
  const length = Date.UTC(year, inYear + 1, 1) / DAY - first
  const dates: number[] = []
  for (let date = 1; date <= length; date++) {
    const day = first + date - 1
    if (listed(rule.monthDays, date, length) && isNthDay(rule, weekdayOfDay(day), { date, length })) dates.push(day)
  }
  return dates
}

/** BYDAY in a month: every such weekday, or the nth from its start or its end. */
function isNthDay(rule: Rule, weekday: number, { date, length }: { date: number; length: number }): boolean {
  if (rule.days.length === 0) return true
  const nth = Math.ceil(date / 7)
  const fromEnd = -Math.ceil((length - date + 1) / 7)
  return rule.days.some((day) => day.weekday === weekday && (day.nth === 0 || day.nth === nth || day.nth === fromEnd))
}

/** Whether the parts that name weekdays and dates allow `day`. */
function fits(rule: Rule, day: number): boolean {
  if (rule.days.length > 0 && !rule.days.some(({ weekday }) => weekday === weekdayOfDay(day))) return false
  if (rule.months.length + rule.monthDays.length + rule.yearDays.length === 0) return true
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  const yearStart = Date.UTC(year, 0, 1)
  return (
    (rule.months.length === 0 || rule.months.includes(month + 1)) &&
    listed(rule.monthDays, date.getUTCDate(), (Date.UTC(year, month + 1, 1) - Date.UTC(year, month, 1)) / DAY) &&
    listed(rule.yearDays, day - yearStart / DAY + 1, (Date.UTC(year + 1, 0, 1) - yearStart) / DAY)
  )
}

/** Whether `list` is empty or names `value` of 1 to `most`, from the start or (negative) from the end. */
function listed(list: readonly number[], value: number, most: number): boolean {
  return list.length === 0 || list.includes(value) || list.includes(value - most - 1)
}

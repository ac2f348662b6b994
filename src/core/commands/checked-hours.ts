import type { ClockRange, DateOverride, WeeklyHours } from '../model/schedule.ts'
import { ok, refuse, type Result } from '../model/result.ts'

/** The hours with each day named once, days in order. A range that ends before it starts is a slip (`invalid-hours`). */
export function checkedHours(weekly: readonly WeeklyHours[]): Result<WeeklyHours[], 'invalid-hours'> {
  for (const { day, ranges } of weekly) {
    const wrong = ranges.find(isEmpty)
    if (wrong !== undefined) return refuse('invalid-hours', { day, ...wrong })
  }
  const days = [...Map.groupBy(weekly, ({ day }) => day)]
  return ok(days.sort(([a], [b]) => a - b).map(([day, hours]) => ({ day, ranges: rangesOf(hours) })))
}

/** The same for dates: what is said twice of one date is said once. */
export function checkedOverrides(overrides: readonly DateOverride[]): Result<DateOverride[], 'invalid-hours'> {
  const wrong = overrides.find(({ ranges }) => ranges.some(isEmpty))
  if (wrong !== undefined) return refuse('invalid-hours', { date: wrong.date })
  const dates = [...Map.groupBy(overrides, ({ date }) => date)]
  return ok(dates.sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, hours]) => ({ date, ranges: rangesOf(hours) })))
}

function rangesOf(hours: readonly { readonly ranges: readonly ClockRange[] }[]): ClockRange[] {
  return hours.flatMap(({ ranges }) => ranges)
}

/** Whether a range holds no minute. */
export function isEmpty({ start, end }: ClockRange): boolean {
  return start >= end
}

import type { ClockRange, WeeklyHours } from '../model/schedule.ts'
import { ok, refuse, type Result } from '../model/result.ts'

/** The hours with each day named once, days in order. A range that ends before it starts is a slip (`invalid-hours`). */
export function checkedHours(weekly: readonly WeeklyHours[]): Result<WeeklyHours[], 'invalid-hours'> {
  const days = new Map<number, ClockRange[]>()
  for (const { day, ranges } of weekly) {
    const wrong = ranges.find(isEmpty)
    if (wrong !== undefined) return refuse('invalid-hours', { day, ...wrong })
    days.set(day, [...(days.get(day) ?? []), ...ranges])
  }
  return ok([...days].sort(([a], [b]) => a - b).map(([day, ranges]) => ({ day, ranges })))
}

/** Whether a range holds no minute. */
export function isEmpty({ start, end }: ClockRange): boolean {
  return start >= end
}

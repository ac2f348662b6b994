import type { Limit } from '../../../../src/core/model/event-type.ts'
import type { Interval } from '../../../../src/core/model/instant.ts'
import { nameOf, weekdayOf } from './dates.ts'
import { minuteRuns } from './minute-runs.ts'
import { shownAt, wallMinutes, type Window } from './wall-minutes.ts'

const MINUTE = 60_000

type Counted = {
  readonly bookings: readonly Interval[]
  /** Minutes of what would be booked. */
  readonly duration: number
  readonly zone: string
  readonly weekStart: number
  readonly window: Window
}

/** S9: the times of the window whose period is full. */
export function fullTimes(
  { measure, per, most }: Limit,
  { bookings, duration, zone, weekStart, window }: Counted,
): Interval[] {
  const periodOf = (day: number): string => periodName(per, day, weekStart)
  const count = new Map<string, number>()
  for (const { start, end } of bookings) {
    const period = periodOf(Math.floor(shownAt(zone, Math.floor(start / MINUTE)) / 1_440))
    count.set(period, (count.get(period) ?? 0) + (measure === 'count' ? 1 : (end - start) / MINUTE))
  }
  const wanted = measure === 'count' ? 1 : duration
  const { shown, dates } = wallMinutes(zone, window)
  const full = new Set([...dates.keys()].filter((day) => (count.get(periodOf(day)) ?? 0) + wanted > most))
  if (full.size === 0) return []
  return minuteRuns(
    shown.map((minute) => (full.has(Math.floor(minute / 1_440)) ? 1 : 0)),
    window.from,
  )
}

function periodName(per: Limit['per'], day: number, weekStart: number): string {
  switch (per) {
    case 'day':
      return nameOf(day)
    case 'week':
      return nameOf(day - ((weekdayOf(day) - weekStart + 7) % 7))
    case 'month':
      return nameOf(day).slice(0, 7)
    case 'year':
      return nameOf(day).slice(0, 4)
  }
}

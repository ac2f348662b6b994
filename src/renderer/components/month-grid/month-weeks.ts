import type { WallDate, Weekday } from '../../../core/model/wall.ts'
import { WallDate as WallDateSchema } from '../../../core/model/wall.ts'
import { addDays, weekdayOf } from '../../../core/time/wall-clock.ts'

/** The first day of the week that holds `date`. */
export function weekStartOf(date: WallDate, weekStart: Weekday): WallDate {
  return addDays(date, -((weekdayOf(date) - weekStart + 7) % 7))
}

export function weekOf(date: WallDate, weekStart: Weekday): WallDate[] {
  const first = weekStartOf(date, weekStart)
  return Array.from({ length: 7 }, (_, day) => addDays(first, day))
}

export function firstOfMonth(date: WallDate): WallDate {
  return WallDateSchema.parse(`${date.slice(0, 7)}-01`)
}

/** The same day `months` later, or the last day of that month where it has none. */
export function addMonths(date: WallDate, months: number): WallDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const month = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  const last = lastOfMonth(WallDateSchema.parse(`${month}-01`))
  const day = `${month}-${date.slice(8, 10)}`
  return day > last ? last : WallDateSchema.parse(day)
}

// The 28th is in every month; four days later it is the next one.
function lastOfMonth(first: WallDate): WallDate {
  const next = addDays(first, 31)
  return next.slice(0, 7) === first.slice(0, 7) ? next : addDays(next, -Number(next.slice(8, 10)))
}

/** The four to six weeks that touch the month of `date`. */
export function monthWeeks(date: WallDate, weekStart: Weekday): WallDate[][] {
  const first = firstOfMonth(date)
  const last = lastOfMonth(first)
  const weeks: WallDate[][] = []
  for (let day = weekStartOf(first, weekStart); day <= last; day = addDays(day, 7)) weeks.push(weekOf(day, weekStart))
  return weeks
}

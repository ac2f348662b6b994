import type { WallDate, Weekday } from '../model/wall.ts'
import { daysTo } from '../time/civil-date.ts'

/** Dates counted from 1970-01-01, both included: days are numbers wherever they pass through a loop. */
export type Days = { readonly first: number; readonly last: number }

const ZERO = 48
// 1970-01-01 was a Thursday.
const FIRST_WEEKDAY = 4

/** Digit by digit: a schedule holds up to 5,000 dates, and parsing them takes ten times as long. */
export function dayOf(date: WallDate): number {
  return daysTo(digits(date, 0) * 100 + digits(date, 2), digits(date, 5), digits(date, 8))
}

function digits(date: WallDate, i: number): number {
  return (date.charCodeAt(i) - ZERO) * 10 + date.charCodeAt(i + 1) - ZERO
}

/** 0 = Sunday. */
export function weekdayOfDay(day: number): Weekday {
  return (((day + FIRST_WEEKDAY) % 7) + 7) % 7
}

/** The days from `from` until `until`, both included, as far as they lie in `within`; ascending. */
export function daysBetween(from: WallDate, until: WallDate, within: Days): number[] {
  const first = Math.max(dayOf(from), within.first)
  const last = Math.min(dayOf(until), within.last)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

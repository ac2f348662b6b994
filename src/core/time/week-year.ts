import { DAY } from '../model/instant.ts'

// Days are counted from 1970-01-01; `weekStart` 0 = Monday. RFC 5545 3.3.10 (BYWEEKNO), as ISO 8601 but for the start of the week.

/** The year whose numbered weeks hold `day`: 2024-12-31 is in the first week of 2025. */
export function weekYearOf(day: number, weekStart: number): number {
  // A week belongs to the year that has four of its days, hence the fourth.
  return new Date((weekStartOf(day, weekStart) + 3) * DAY).getUTCFullYear()
}

/** The first day of week 1 of `year`, the week that holds 4 January. */
export function weekYearStart(year: number, weekStart: number): number {
  return weekStartOf(Date.UTC(year, 0, 4) / DAY, weekStart)
}

function weekStartOf(day: number, weekStart: number): number {
  return day - modulo(weekdayOfDay(day) - weekStart, 7)
}

/** 0 = Monday; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return modulo(day + 3, 7)
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

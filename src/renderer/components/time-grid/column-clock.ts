import { MINUTE, type Instant } from '../../../core/model/instant.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { addDays, dateAsUtc, instantOfReading, startOfDay } from '../../../core/time/wall-clock.ts'
import { offsetAt } from '../../../core/time/zone-offset.ts'

export const DAY_MINUTES = 1_440

/** A column's date as real time: half-open, 23 to 25 hours long. */
export type ColumnClock = {
  readonly starts: Instant
  readonly ends: Instant
  readonly zone: ZoneName
  readonly date: WallDate
}

export function columnClock(column: { readonly date: WallDate; readonly zone: ZoneName }): ColumnClock {
  const { date, zone } = column
  return { date, zone, starts: startOfDay(date, zone), ends: startOfDay(addDays(date, 1), zone) }
}

/** Minutes since 1970 that the clock of `zone` shows, as if it hung in UTC: wall readings that can be added and compared. */
export function wallMinutes(at: Instant, zone: ZoneName): number {
  return Math.floor((at + offsetAt(zone, at)) / MINUTE)
}

/** Minutes since 1970 of midnight on a date's own clock. */
export function dateMinutes(date: WallDate): number {
  return dateAsUtc(date) / MINUTE
}

/** The moment at which the clock of `zone` shows that many minutes (T1: a skipped reading is moved on, of a repeated one the first). */
export function instantAtMinutes(minutes: number, zone: ZoneName): Instant {
  return instantOfReading(minutes * MINUTE, zone)
}

import { DAY, HOUR, instant, type Instant } from '../model/instant.ts'
import type { WallDate, WallTime, Weekday, ZoneName } from '../model/wall.ts'
import { dateText, twoDigits } from './civil-date.ts'
import { offsetAt, offsetSpans } from './zone-offset.ts'

// Offsets lie within a day of UTC, so the instants of a wall reading do too.
const REACH = 26 * HOUR

/** What the clocks of `zone` show at `at`, to the second. RangeError outside the years 0000 to 9999. */
export function wallOf(at: Instant, zone: ZoneName): WallTime {
  return utcAsWall(at + offsetAt(zone, at))
}

/** The date in `zone` at `at`. RangeError outside the years 0000 to 9999. */
export function wallDateOf(at: Instant, zone: ZoneName): WallDate {
  return dateOf(at + offsetAt(zone, at))
}

/** T1: a reading that a zone skips takes the offset before the gap, one that it shows twice is the first (RFC 5545 3.3.5). */
export function instantOf(wall: WallTime, zone: ZoneName): Instant {
  return instantOfReading(wallAsUtc(wall), zone)
}

/** As `instantOf`, for a reading given in ms as if it were UTC. */
export function instantOfReading(reading: number, zone: ZoneName): Instant {
  let before: number | undefined
  for (const span of offsetSpans(zone, reading - REACH, reading + REACH)) {
    const at = reading - span.offset
    if (at >= span.from && at < span.until) return instant(at)
    if (at >= span.until) before = at
  }
  if (before === undefined) throw new RangeError(`no such reading: ${reading}`)
  return instant(before)
}

/** `2026-11-20T09:00:00+01:00`; an offset with seconds (before about 1920) is cut to minutes, as ISO 8601 has none. */
export function isoWithOffset(at: Instant, zone: ZoneName): string {
  const offset = Math.trunc(offsetAt(zone, at) / 60_000) * 60_000
  const clock = new Date(Math.abs(offset)).toISOString().slice(11, 16)
  return `${utcAsWall(at + offset)}${offset < 0 ? '-' : '+'}${clock}`
}

/** A wall reading in ms as if it were UTC: readings become numbers that can be compared and added to. */
export function wallAsUtc(wall: WallTime): number {
  return Date.parse(`${wall}Z`)
}

/** The inverse of `wallAsUtc`, cut to the second. RangeError outside the years 0000 to 9999. */
export function utcAsWall(ms: number): WallTime {
  const day = Math.floor(ms / DAY)
  const seconds = Math.floor((ms - day * DAY) / 1_000)
  const minutes = Math.floor(seconds / 60)
  const clock = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
  const wall = `${dateText(day)}T${clock}`
  if (!isWallTime(wall)) throw new RangeError(`no wall time: ${wall}`)
  return wall
}

/** The first instant of `date` in `zone`. A date that the zone skips (Samoa, 30 December 2011) gives that of the next. */
export function startOfDay(date: WallDate, zone: ZoneName): Instant {
  return firstInstantFrom(dateAsUtc(date), zone)
}

/** The first instant at which clocks of `zone` show `reading` (ms as if UTC) or later. Unlike T1 it goes on right after a gap. */
export function firstInstantFrom(reading: number, zone: ZoneName): Instant {
  for (const span of offsetSpans(zone, reading - REACH, reading + REACH)) {
    const at = Math.max(span.from, reading - span.offset)
    if (at < span.until) return instant(at)
  }
  throw new RangeError(`no such reading: ${reading}`)
}

/** Calendar arithmetic; RangeError outside the years 0000 to 9999. */
export function addDays(date: WallDate, days: number): WallDate {
  return dateOf(dateAsUtc(date) + days * DAY)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: WallDate): Weekday {
  return new Date(dateAsUtc(date)).getUTCDay()
}

/** Midnight of `date` in ms as if it were UTC. */
export function dateAsUtc(date: WallDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function dateOf(ms: number): WallDate {
  const date = dateText(Math.floor(ms / DAY))
  if (!isWallDate(date)) throw new RangeError(`no date: ${date}`)
  return date
}

// Built from numbers, so nothing but the width is in question: schemas would cost a hundred times more here.
function isWallTime(wall: string): wall is WallTime {
  return wall.length === 19
}

function isWallDate(date: string): date is WallDate {
  return date.length === 10
}

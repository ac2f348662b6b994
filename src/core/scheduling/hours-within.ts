import { DAY, HOUR, MINUTE } from '../model/instant.ts'
import type { ClockRange } from '../model/schedule.ts'
import type { ClockTime } from '../model/wall.ts'
import { mergeIntervals, type SpanOf } from '../time/intervals.ts'
import { dateAsUtc } from '../time/wall-clock.ts'
import { offsetAt, offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'
import type { HostTime } from './open-slots.ts'

/** Milliseconds of wall time since midnight. */
type Hours = SpanOf<number>

// Days this close to a change of the clock are worked out with care; the rest is arithmetic.
const NEAR = 2 * DAY
// 1970-01-01 was a Thursday.
const FIRST_WEEKDAY = 4

/** The spans of time (epoch ms) in which the host has hours, sorted and merged (S3, S4); they may reach out of `within`. */
export function hoursWithin(host: HostTime, within: SpanOf<number>): SpanOf<number>[] {
  const offsets = offsetSpans(host.zone, within.start - NEAR, within.end + NEAR)
  const hoursOn = hoursByDay(host)
  const spans: SpanOf<number>[] = []
  // One day more on either side: where clocks go back over midnight, the hours of a date include minutes of its neighbour.
  const first = Math.floor((within.start + (offsets[0]?.offset ?? 0)) / DAY) - 1
  const last = Math.floor((within.end + (offsets.at(-1)?.offset ?? 0)) / DAY) + 1
  let current = 0
  for (let day = first; day <= last; day++) {
    while (endsBefore(offsets[current], day)) current++
    for (const hours of hoursOn(day)) {
      const span = plainSpan(day, hours, offsets[current]) ?? spanOnDay(day, hours, offsets)
      if (span.start < span.end) spans.push(span)
    }
  }
  return mergeIntervals(spans)
}

function endsBefore(part: OffsetSpan | undefined, day: number): boolean {
  return part !== undefined && part.until <= day * DAY - part.offset
}

/** Arithmetic, where no change of the clock is near. */
function plainSpan(day: number, hours: Hours, part: OffsetSpan | undefined): SpanOf<number> | undefined {
  if (!part) return undefined
  const start = day * DAY + hours.start - part.offset
  const end = day * DAY + hours.end - part.offset
  return start - NEAR >= part.from && end + NEAR <= part.until ? { start, end } : undefined
}

/**
 * S3: from the first instant of the date whose wall time is >= the start to after the last one whose wall time is < the end.
 * A zone may skip 02:30 in spring or show it twice in autumn: the range is one span all the same.
 */
function spanOnDay(day: number, hours: Hours, offsets: readonly OffsetSpan[]): SpanOf<number> {
  const midnight = day * DAY
  let start = Infinity
  let end = -Infinity
  for (const { from, until, offset } of offsets) {
    const opens = Math.max(from, midnight + hours.start - offset)
    if (opens < Math.min(until, midnight + DAY - offset)) start = Math.min(start, opens)
    const closes = Math.min(until, midnight + hours.end - offset)
    if (closes > Math.max(from, midnight - offset)) end = Math.max(end, closes)
  }
  return { start, end }
}

/** S5: an override replaces its whole day, a closed date removes it. Days are counted from 1970-01-01. */
function hoursByDay(host: HostTime): (day: number) => readonly Hours[] {
  const weekly = Array.from({ length: 7 }, (_, weekday) =>
    rangesAsHours(host.weekly.filter(({ day }) => day === weekday).flatMap(({ ranges }) => ranges)),
  )
  const special = new Map<number, readonly Hours[]>()
  for (const { date, ranges } of host.overrides) {
    const day = dateAsUtc(date) / DAY
    special.set(day, [...(special.get(day) ?? []), ...rangesAsHours(ranges)])
  }
  for (const date of host.closedDates) special.set(dateAsUtc(date) / DAY, [])
  for (const day of fullDays(host)) special.set(day, [])
  return (day) => special.get(day) ?? weekly[(((day + FIRST_WEEKDAY) % 7) + 7) % 7] ?? []
}

/** S9: the dates with as many bookings as a day may have. */
function fullDays({ zone, bookings, maxPerDay }: HostTime): number[] {
  if (maxPerDay === undefined) return []
  const counts = new Map<number, number>()
  for (const { start } of bookings) {
    const day = Math.floor((start + offsetAt(zone, start)) / DAY)
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count >= maxPerDay).map(([day]) => day)
}

/** S4: an inverted or empty range is nothing. */
function rangesAsHours(ranges: readonly ClockRange[]): readonly Hours[] {
  return ranges.map(({ start, end }) => ({ start: sinceMidnight(start), end: sinceMidnight(end) })).filter(isSomething)
}

function isSomething(hours: Hours): boolean {
  return hours.start < hours.end
}

function sinceMidnight(time: ClockTime): number {
  return Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE
}

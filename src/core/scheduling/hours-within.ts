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
  for (const part of offsets) {
    const first = Math.floor((Math.max(part.from, within.start) + part.offset) / DAY)
    const last = Math.floor((Math.min(part.until, within.end) - 1 + part.offset) / DAY)
    for (let day = first; day <= last; day++) {
      for (const hours of hoursOn(day)) addSpan(spans, { day, hours, part, offsets })
    }
  }
  return mergeIntervals(spans)
}

type DayHours = { day: number; hours: Hours; part: OffsetSpan; offsets: readonly OffsetSpan[] }

function addSpan(spans: SpanOf<number>[], { day, hours, part, offsets }: DayHours): void {
  const start = day * DAY + hours.start - part.offset
  const end = day * DAY + hours.end - part.offset
  const plain = start - NEAR >= part.from && end + NEAR <= part.until
  const span = plain ? { start, end } : spanOnDay(day, hours, offsets)
  if (span.start < span.end) spans.push(span)
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

import type { ClockRange, ScheduleRule } from '../../../../src/core/model/schedule.ts'
import type { HostHours } from '../../../../src/core/scheduling/host-time.ts'
import { dayOf, hasDate, weekdayOf } from './dates.ts'
import { wallMinutes, type Window } from './wall-minutes.ts'

const MINUTE = 60_000

type Range = { readonly start: number; readonly end: number }
const WHOLE: Range = { start: 0, end: 1_440 }

/** S3 to S5: for each minute of the window whether the host works in it. Dates at its very edges may be cut wrongly. */
export function openMinutes(hours: HostHours, window: Window): Uint8Array {
  const open = new Uint8Array(window.until - window.from)
  const days = daysAround(window)
  for (const day of days)
    for (const range of openingRanges(hours, day)) fill(open, rangeSpan(hours, day, range, window), 1)
  for (const day of days)
    for (const range of closingRanges(hours, day)) fill(open, rangeSpan(hours, day, range, window), 0)
  for (const { time } of hours.absences) {
    if (time.kind === 'span') fill(open, spanMinutes(time.startsAt, time.endsAt, window), 0)
  }
  return open
}

/** The spans of the dates of an absence, or its span, as a mark in each minute. */
export function absentMinutes(
  hours: HostHours,
  time: HostHours['absences'][number]['time'],
  window: Window,
): Uint8Array {
  const absent = new Uint8Array(window.until - window.from)
  if (time.kind === 'span') fill(absent, spanMinutes(time.startsAt, time.endsAt, window), 1)
  else
    for (const day of daysAround(window))
      if (day >= dayOf(time.from) && day <= dayOf(time.until)) fill(absent, rangeSpan(hours, day, WHOLE, window), 1)
  return absent
}

/** Whether there are hours on a date of the schedule's zone, by all but absences (S8: a business day). */
export function hasHours(hours: HostHours, day: number): boolean {
  const window = { from: (day - 3) * 1_440, until: (day + 4) * 1_440 }
  const { shown } = wallMinutes(hours.zone, window)
  return openMinutes({ ...hours, absences: [] }, window).some((open, i) => {
    return open === 1 && Math.floor((shown[i] ?? NaN) / 1_440) === day
  })
}

function daysAround(window: Window): number[] {
  const first = Math.floor(window.from / 1_440) - 1
  const last = Math.floor(window.until / 1_440) + 1
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** S5: overrides of the date instead of the weekly hours and the rules that open. */
function openingRanges(hours: HostHours, day: number): Range[] {
  const overrides = hours.overrides.filter((each) => dayOf(each.date) === day)
  if (overrides.length > 0) return overrides.flatMap(({ ranges }) => ranges.map(minutesOf))
  const weekly = hours.weekly
    .filter((each) => each.day === weekdayOf(day))
    .flatMap(({ ranges }) => ranges.map(minutesOf))
  return [...weekly, ...ruleRanges(hours.rules, 'open', day)]
}

function closingRanges(hours: HostHours, day: number): Range[] {
  const breaks = hours.breaks.filter(({ dates }) => hasDate(dates, day)).flatMap(({ ranges }) => ranges.map(minutesOf))
  const away = hours.absences.some(
    ({ time }) => time.kind === 'dates' && day >= dayOf(time.from) && day <= dayOf(time.until),
  )
  const holiday = hours.holidays.some(({ date }) => dayOf(date) === day)
  return [...ruleRanges(hours.rules, 'closed', day), ...breaks, ...(away || holiday ? [WHOLE] : [])]
}

function ruleRanges(rules: readonly ScheduleRule[], kind: ScheduleRule['kind'], day: number): Range[] {
  return rules
    .filter((rule) => rule.kind === kind && hasDate(rule.dates, day))
    .filter(({ from, until }) => (!from || day >= dayOf(from)) && (!until || day <= dayOf(until)))
    .flatMap(({ ranges }) => (ranges.length === 0 ? [WHOLE] : ranges.map(minutesOf)))
}

function minutesOf({ start, end }: ClockRange): Range {
  const [from = 0, until = 0] = [start, end].map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)))
  return { start: from, end: until }
}

/** S3: from the date's first minute at or after the start to its last minute before the end, in the zone of that date. */
function rangeSpan(hours: HostHours, day: number, range: Range, window: Window): Range | undefined {
  const travel = hours.travel.findLast(({ from, until }) => day >= dayOf(from) && day <= dayOf(until))
  const { shown, dates } = wallMinutes(travel?.zone ?? hours.zone, window)
  const { first, last } = dates.get(day) ?? { first: 0, last: -1 }
  let start: number | undefined
  let end: number | undefined
  for (let i = first; i <= last; i++) {
    const minute = (shown[i] ?? NaN) - day * 1_440
    if (minute < 0 || minute >= 1_440) continue
    if (start === undefined && minute >= range.start) start = i
    if (minute < range.end) end = i + 1
  }
  return start === undefined || end === undefined || range.start >= range.end ? undefined : { start, end }
}

/** Every minute that the span touches. */
function spanMinutes(start: number, end: number, { from, until }: Window): Range {
  const clip = (minute: number): number => Math.min(Math.max(minute, from), until) - from
  return { start: clip(Math.floor(start / MINUTE)), end: clip(Math.ceil(end / MINUTE)) }
}

function fill(minutes: Uint8Array, span: Range | undefined, value: 0 | 1): void {
  if (span && span.start < span.end) minutes.fill(value, span.start, span.end)
}

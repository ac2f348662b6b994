import { DAY } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import type { Spans } from '../time/spans.ts'
import { offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'
import { dayOf, type Days } from './days.ts'
import type { HostHours } from './host-time.ts'

/** The days whose hours may touch what was asked for, and what their wall times are. */
export type DateClock = Days & {
  /** Appends the spans (S3, epoch ms) that `ranges` (ms since midnight) are on `day`. */
  readonly add: (spans: number[], day: number, ranges: Spans) => void
}

type Window = { readonly start: number; readonly end: number }
type Adds = DateClock['add']

// Days this close to a change of the clock are worked out with care; the rest is arithmetic.
const NEAR = 2 * DAY
// A zone is within 16 hours of UTC, and one that goes back over midnight shows minutes of a date on the next: two dates.
const DATES = 2
const MARGIN = (DATES + 2) * DAY + NEAR

/** What a host's wall times are in instants, around `within`: of the schedule's zone, on a journey of its zone (S5). */
export function dateClock({ zone, travel }: Pick<HostHours, 'zone' | 'travel'>, within: Window): DateClock {
  const first = Math.floor(within.start / DAY) - DATES
  const last = Math.floor(within.end / DAY) + DATES
  const atHome = zoneDays(zone, within)
  const trips = travel.map(tripOf).filter(({ from, until }) => from <= last && until >= first)
  if (trips.length === 0) return { first, last, add: atHome }
  const away = trips.map((trip) => ({ trip, add: zoneDays(trip.zone, within) }))
  // S5a: of overlapping travel the last in the list holds.
  const on = (day: number): Adds => away.findLast(({ trip }) => trip.from <= day && day <= trip.until)?.add ?? atHome
  return { first, last, add: (spans, day, ranges) => on(day)(spans, day, ranges) }
}

type Trip = { readonly from: number; readonly until: number; readonly zone: ZoneName }

function tripOf({ from, until, zone }: HostHours['travel'][number]): Trip {
  return { from: dayOf(from), until: dayOf(until), zone }
}

function zoneDays(zone: ZoneName, within: Window): Adds {
  const offsets = offsetSpans(zone, within.start - MARGIN, within.end + MARGIN)
  let plain: PlainDays = { first: 0, last: -1, offset: 0 }
  return (spans, day, ranges) => {
    if (ranges.length === 0) return
    if (day < plain.first || day > plain.last) plain = plainDaysAt(day, offsets) ?? plain
    if (day < plain.first || day > plain.last) addWithCare(spans, day, ranges, offsets)
    else addPlainly(spans, day * DAY - plain.offset, ranges)
  }
}

/** Days on which wall time is arithmetic. */
type PlainDays = Days & { readonly offset: number }

function plainDaysAt(day: number, offsets: readonly OffsetSpan[]): PlainDays | undefined {
  const part = offsets.find(({ until, offset }) => until > day * DAY - offset)
  if (!part) return undefined
  const { from, until, offset } = part
  return { first: Math.ceil((from + NEAR + offset) / DAY), last: Math.floor((until - NEAR + offset) / DAY) - 1, offset }
}

function addPlainly(spans: number[], midnight: number, ranges: Spans): void {
  for (let i = 0; i < ranges.length; i += 2) {
    append(spans, midnight + (ranges[i] ?? 0), midnight + (ranges[i + 1] ?? 0))
  }
}

function append(spans: number[], start: number, end: number): void {
  const last = spans.length - 1
  // Whoever goes through the days in order has touching ranges joined (S4); `mergeSpans` does what is left.
  if (spans[last] === start) spans[last] = end
  else spans.push(start, end)
}

function addWithCare(spans: number[], day: number, ranges: Spans, offsets: readonly OffsetSpan[]): void {
  for (let i = 0; i < ranges.length; i += 2) {
    appendWithCare(spans, day * DAY, { start: ranges[i] ?? 0, end: ranges[i + 1] ?? 0 }, offsets)
  }
}

/**
 * S3: from the first instant of the date whose wall time is >= the start to after the last one whose wall time is < the end.
 * A zone may skip 02:30 in spring or show it twice in autumn: the range is one span all the same.
 */
function appendWithCare(spans: number[], midnight: number, range: Window, offsets: readonly OffsetSpan[]): void {
  let start = Infinity
  let end = -Infinity
  for (const { from, until, offset } of offsets) {
    const opens = Math.max(from, midnight + range.start - offset)
    if (opens < Math.min(until, midnight + DAY - offset)) start = Math.min(start, opens)
    const closes = Math.min(until, midnight + range.end - offset)
    if (closes > Math.max(from, midnight - offset)) end = Math.max(end, closes)
  }
  if (start < end) append(spans, start, end)
}

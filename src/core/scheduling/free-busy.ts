import type { MemberId } from '../model/ids.ts'
import type { Interval } from '../model/instant.ts'
import { intersectSpans, mergeSpans, spansWithin, subtractSpans, type Spans } from '../time/spans.ts'
import type { HostBooking, HostHours } from './host-time.ts'
import { hoursWithin } from './hours-within.ts'
import { intervalsOf } from './intervals-of.ts'

/** Of a member's time: hours and everything that takes time, shared busy times alone, or nothing. */
export type FreeBusySource = 'full' | 'busy-only' | 'unknown'

export type FreeBusyHost = {
  readonly member: MemberId
  /** Used where the source is `full`. */
  readonly hours: HostHours
  readonly busy: Spans
  readonly bookings: readonly HostBooking[]
  readonly known: FreeBusySource
}

/** `busy` and `free` lie in the range, in order. Free is time of theirs that nothing takes; none where it is not known. */
export type FreeBusy = {
  readonly member: MemberId
  readonly range: Interval
  readonly busy: Interval[]
  readonly free: Interval[]
  readonly source: FreeBusySource
}

/** Member by member, for each the ranges in their order. */
export function freeBusy(hosts: readonly FreeBusyHost[], ranges: readonly Interval[]): FreeBusy[] {
  return hosts.flatMap((host) =>
    ranges.map((range) => ({
      member: host.member,
      range,
      busy: intervalsOf(busySpans(host, range)),
      free: intervalsOf(freeSpans(host, range)),
      source: host.known,
    })),
  )
}

/** What is taken, clipped to the range; moments are left out. */
export function busySpans({ busy, bookings, known }: FreeBusyHost, { start, end }: Interval): Spans {
  if (known === 'unknown') return []
  const taken = spansWithin(busy, start, end)
  const booked = bookings.filter((booking) => booking.start < end && booking.end > start)
  const all = booked.length === 0 ? taken : mergeSpans([...taken, ...booked.flatMap(({ start, end }) => [start, end])])
  return intersectSpans(all, [start, end])
}

export function freeSpans(host: FreeBusyHost, range: Interval): Spans {
  if (host.known !== 'full') return []
  const hours = intersectSpans(hoursWithin(host.hours, range), [range.start, range.end])
  return subtractSpans(hours, busySpans(host, range))
}

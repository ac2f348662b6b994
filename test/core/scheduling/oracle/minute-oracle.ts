import type { Buffers } from '../../../../src/core/model/event-type.ts'
import type { HostBooking, HostTime } from '../../../../src/core/scheduling/host-time.ts'
import type { SlotQuery } from '../../../../src/core/scheduling/open-slots.ts'
import { needsOfHosts } from './needs-of-hosts.ts'
import { openMinutes } from './open-minutes.ts'
import { wallMinutes, type Window } from './wall-minutes.ts'

// Rules S2 to S13 read literally, one minute at a time. Slow and simple on purpose: Intl is the only calendar, nothing of
// core/time or of the engine is used (types aside).

const MINUTE = 60_000
const MARGIN = 2 * 1_440
const WEEK = 7 * 1_440 * MINUTE

/** Whether a host can take a slot of the query that starts then (epoch ms); and what S12 adds to the grid because of this host. */
type HostCheck = { readonly isFree: (at: number) => boolean; readonly gapStarts: readonly number[] }

/** Every start that must be offered, ascending (epoch ms). */
export function minuteOracle(query: SlotQuery): number[] {
  const { range, duration, step, offset = 0, earliest = -Infinity, latestStart = Infinity } = query
  const window = windowOf(query)
  const grid = wallMinutes(query.gridZone, window)
  const needs = needsOfHosts(query.mode, query.hosts)
  const asked = new Set(needs.flat())
  const checks = query.hosts.map((host, i) => (asked.has(i) ? hostCheck(query, host, window) : undefined))
  const gapStarts = new Set(checks.flatMap((check) => check?.gapStarts ?? []))
  const starts: number[] = []
  for (let minute = window.from; minute < window.until; minute++) {
    const at = minute * MINUTE
    if (at < range.start || at + duration * MINUTE > range.end || at < earliest || at > latestStart) continue
    const onGrid = (((grid.shown[minute - window.from] ?? NaN) % 1_440) - offset) % step === 0
    if (!onGrid && !gapStarts.has(at)) continue
    const met = needs.every((need) => need.some((i) => checks[i]?.isFree(at)))
    if (met && needs.length > 0) starts.push(at)
  }
  return starts
}

/** S12: what is busy long before the range decides where starts restart within it. */
function windowOf({ range, hosts, fillGaps }: SlotQuery): Window {
  const first = fillGaps ? Math.min(range.start, ...hosts.flatMap(beginnings)) : range.start
  return { from: Math.floor(first / MINUTE) - MARGIN, until: Math.ceil(range.end / MINUTE) + MARGIN }
}

function beginnings({ busy, bookings, standIns = [] }: HostTime): number[] {
  return [...busy, ...bookings.map(({ start }) => start), ...standIns.flatMap(({ host }) => beginnings(host))]
}

function hostCheck(query: SlotQuery, host: HostTime, window: Window): HostCheck {
  const own = ownCheck(query, host, window)
  const others = (host.standIns ?? []).map(({ during, host }) => {
    const { isFree, gapStarts } = ownCheck(query, host, window)
    const within = (at: number): boolean => at >= during.start && at + query.duration * MINUTE <= during.end
    return { isFree: (at: number) => within(at) && isFree(at), gapStarts: gapStarts.filter(within) }
  })
  const all = [own, ...others]
  return {
    isFree: (at) => all.some((check) => check.isFree(at)),
    gapStarts: all.flatMap((check) => check.gapStarts),
  }
}

function ownCheck(query: SlotQuery, host: HostTime, window: Window): HostCheck {
  const open = openMinutes(host, window)
  const works = (at: number): boolean => {
    const end = at + query.duration * MINUTE
    for (let minute = Math.floor(at / MINUTE); minute * MINUTE < end; minute++)
      if (open[minute - window.from] !== 1) return false
    return true
  }
  const hasTime = (at: number): boolean => works(at) && !isTaken(query, host, at)
  return {
    isFree: (at) => hasTime(at) && !touches(host.full, at, at + query.duration * MINUTE),
    gapStarts: query.fillGaps ? gapStartsOf(query, host, hasTime) : [],
  }
}

/** S12: from the end of something busy or booked, where that is the first start that is possible, on to the next that is not, for a week. */
function gapStartsOf({ step, buffers }: SlotQuery, host: HostTime, hasTime: (at: number) => boolean): number[] {
  const ends = [
    ...host.busy.filter((_, i) => i % 2 === 1).map((end) => end + buffers.before * MINUTE),
    ...host.bookings.map((booking) => booking.end + gapBetween(booking.buffers, buffers)),
  ]
  const starts: number[] = []
  for (const end of ends.filter((end) => hasTime(end) && !hasTime(end - 1))) {
    const first = Math.ceil(end / MINUTE)
    for (let minute = first; hasTime(minute * MINUTE) && minute * MINUTE < end + WEEK; minute++)
      if ((minute - first) % step === 0) starts.push(minute * MINUTE)
  }
  return starts
}

function isTaken(query: SlotQuery, host: HostTime, at: number): boolean {
  const slot = { start: at, end: at + query.duration * MINUTE }
  const { before, after } = query.buffers
  if (touches(host.busy, slot.start - before * MINUTE, slot.end + after * MINUTE)) return true
  return host.bookings.some((booking) => !hasSeats(query, booking, slot) && !farEnough(query, booking, slot))
}

/** S6: half-open, and an empty time inside counts. */
function touches(spans: readonly number[], start: number, end: number): boolean {
  return spans.some((from, i) => i % 2 === 0 && from < end && (spans[i + 1] ?? from) > start)
}

type Time = { readonly start: number; readonly end: number }

/** S7 */
function farEnough({ buffers }: SlotQuery, booking: HostBooking, slot: Time): boolean {
  const slotFirst = booking.start - slot.end >= gapBetween(buffers, booking.buffers)
  const bookingFirst = slot.start - booking.end >= gapBetween(booking.buffers, buffers)
  return slotFirst || bookingFirst
}

/** S7: the first one's `after` and the second one's `before` lie between the two, and at least either's `between`. */
function gapBetween(first: Buffers, second: Buffers): number {
  return Math.max(first.after + second.before, first.between ?? 0, second.between ?? 0) * MINUTE
}

/** S13 */
function hasSeats({ seats }: SlotQuery, booking: HostBooking, slot: Time): boolean {
  if (!seats || booking.eventType !== seats.eventType) return false
  if (booking.start !== slot.start || booking.end !== slot.end) return false
  return (booking.seats ?? 1) + seats.places <= seats.capacity
}

import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { DateOverride, WeeklyHours } from '../model/schedule.ts'
import type { WallDate, ZoneName } from '../model/wall.ts'
import { intersectIntervals, mergeIntervals, subtractIntervals, type SpanOf } from '../time/intervals.ts'
import { gridStarts } from './grid-starts.ts'
import { hoursWithin } from './hours-within.ts'

/** A booking of a host; `before` and `after` are its own buffers in minutes (S7). */
export type HostBooking = Interval & { readonly before: number; readonly after: number }

/** When one host works and what takes his time. */
export type HostTime = {
  readonly zone: ZoneName
  readonly weekly: readonly WeeklyHours[]
  readonly overrides: readonly DateOverride[]
  /** Whole dates of the host's zone without any hours: absences, holidays. */
  readonly closedDates: readonly WallDate[]
  /** In any order; may overlap. */
  readonly busy: readonly Interval[]
  readonly bookings: readonly HostBooking[]
  /** A date of the host's zone on which this many bookings start is closed (S9). */
  readonly maxPerDay?: number
  /** Absent: required in a collective, not in a round robin. A round robin also wants everyone who is required (S10). */
  readonly required?: boolean
}

/** All minutes are whole; `step` and `duration` at least 1. */
export type SlotQuery = {
  /** Every slot lies wholly inside. */
  readonly range: Interval
  /** Whose midnight the grid is counted from (S2). */
  readonly gridZone: ZoneName
  readonly duration: number
  readonly step: number
  readonly offset?: number
  readonly buffers: { readonly before: number; readonly after: number }
  /** No start before it. */
  readonly earliest?: Instant
  /** No start after it. */
  readonly latestStart?: Instant
  /** `single` asks the first host alone. */
  readonly mode: 'single' | 'collective' | 'round-robin'
  readonly hosts: readonly HostTime[]
}

/** Half-open spans of instants (ms) at which a slot may start, whatever the grid says. */
type Starts = SpanOf<number>[]

/**
 * Every start that can be booked, ascending: S2 to S8 and S10. Pure: the same inputs give the same slots in every process (S16).
 * Busy times, hours and the range become spans of possible starts first; the grid is laid over them last.
 */
export function openSlots(query: SlotQuery): Instant[] {
  const { range, duration, earliest, latestStart } = query
  const first = Math.max(range.start, earliest ?? range.start)
  const last = Math.min(range.end - duration * MINUTE, latestStart ?? range.end)
  if (first > last) return []
  const within = { start: first, end: last + 1 }
  return gridStarts(startsOfAll(query, within), query).map(instant)
}

/** Who has to be free, by mode. */
function startsOfAll(query: SlotQuery, within: SpanOf<number>): Starts {
  const each = (hosts: readonly HostTime[]): Starts[] => hosts.map((host) => hostStarts(query, host, within))
  switch (query.mode) {
    case 'single':
      return each(query.hosts.slice(0, 1))[0] ?? []
    case 'collective':
      return common(each(query.hosts.filter((host) => host.required !== false)))
    case 'round-robin': {
      const fixed = query.hosts.filter((host) => host.required === true)
      const others = query.hosts.filter((host) => host.required !== true)
      const oneOf = others.length > 0 ? [anyOf(each(others))] : []
      return common([...oneOf, ...each(fixed)])
    }
  }
}

/** Nobody is never free. */
function common(all: readonly Starts[]): Starts {
  return all.length === 0 ? [] : all.reduce((both, starts) => intersectIntervals(both, starts))
}

function anyOf(all: readonly Starts[]): Starts {
  return mergeIntervals(all.flat())
}

function hostStarts(query: SlotQuery, host: HostTime, within: SpanOf<number>): Starts {
  const length = query.duration * MINUTE
  const hours = hoursWithin(host, { start: within.start, end: within.end + length })
  const open: Starts = []
  for (const span of hours) {
    const start = Math.max(span.start, within.start)
    const end = Math.min(span.end - length + 1, within.end)
    if (start < end) open.push({ start, end })
  }
  return open.length === 0 ? open : subtractIntervals(open, mergeIntervals(blockedStarts(query, host, within)))
}

/**
 * The starts that something else forbids. Busy is half-open (S6): a slot with its buffers must not reach into it, so the starts
 * strictly between `start - length - after` and `end + before` are out; instants are whole ms, hence the + 1.
 */
function blockedStarts(query: SlotQuery, host: HostTime, within: SpanOf<number>): Starts {
  const { before, after } = query.buffers
  const length = query.duration * MINUTE
  const blocked: Starts = []
  const block = (time: Interval, gap: { ahead: number; behind: number }): void => {
    const start = time.start - length - gap.ahead * MINUTE + 1
    const end = time.end + gap.behind * MINUTE
    if (start < end && start < within.end && end > within.start) blocked.push({ start, end })
  }
  for (const time of host.busy) block(time, { ahead: after, behind: before })
  // S7: between two bookings lies at least the first one's `after` and the second one's `before`.
  for (const booking of host.bookings) {
    block(booking, { ahead: after + booking.before, behind: booking.after + before })
  }
  return blocked
}

import type { EventType, Limit } from '../model/event-type.ts'
import { HOUR, instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { Weekday, ZoneName } from '../model/wall.ts'
import { periodAt } from '../time/calendar-period.ts'
import { lookedAt } from './bookable-time.ts'
import { GAP_REACH } from './gap-starts.ts'

export type NeededTime = {
  /** What busy times and bookings of the hosts must cover; a booking counts with the minutes it wants to be kept free (S7). */
  readonly busy: Interval
  /** Bookings that start in here have to be there as well, as limits count them (S9): of hosts, of the type, of the booker. */
  readonly counted: Interval
}

export type TimeQuery = {
  /** Minutes. */
  readonly duration: number
  /** In which slots start, or lie. */
  readonly range: Interval
  readonly now: Instant
  /** Of the first host's schedule. */
  readonly zone: ZoneName
  readonly weekStart: Weekday
  /** The most minutes that any booking wants before, after or between; then `busy` has them in it, and bookings touch it bare. */
  readonly longest?: number
}

// Between the dates of two zones there is no more than this: from -12 to +14, and what zones have been moved by.
const ZONES_APART = 26 * HOUR

type Type = Pick<EventType, 'buffers' | 'horizon' | 'limits' | 'fillGaps'>

/** What can decide about slots of `eventType` that start or lie within `range`: the time to load before asking about them. */
export function neededTime(eventType: Type, query: TimeQuery): NeededTime {
  const { duration, now, longest = 0 } = query
  const { before, after, between = 0 } = eventType.buffers
  const range = lookedAt(eventType, query.range, now)
  const end = range.end + duration * MINUTE
  const busy = {
    start: instant(range.start - Math.max(before + longest, between) * MINUTE - (eventType.fillGaps ? GAP_REACH : 0)),
    end: instant(end + Math.max(after + longest, between) * MINUTE),
  }
  const periods = eventType.limits.map((limit) =>
    countedFor(limit, { ...query, range: { start: range.start, end: instant(end) } }),
  )
  return { busy, counted: around([busy, ...periods]) }
}

function countedFor({ of, per }: Limit, { range, zone, weekStart }: TimeQuery): Interval {
  // A host's own limit counts periods of that host's zone, whatever it is.
  const apart = of === 'host' ? ZONES_APART : 0
  const calendar = { per, zone, weekStart }
  return {
    start: instant(periodAt(instant(range.start - apart), calendar).start - apart),
    end: instant(periodAt(instant(range.end + apart), calendar).end + apart),
  }
}

function around(times: readonly Interval[]): Interval {
  return {
    start: instant(Math.min(...times.map(({ start }) => start))),
    end: instant(Math.max(...times.map(({ end }) => end))),
  }
}

import { MINUTE } from '../model/instant.ts'
import { subtractSpans, subtractWidened, type Spans } from '../time/spans.ts'
import { bookedStarts } from './booked-starts.ts'
import type { HostTime, StandIn } from './host-time.ts'
import { hoursWithin } from './hours-within.ts'
import type { SlotQuery } from './open-slots.ts'

/** Instants (ms) at which a slot may start, half-open. */
export type StartRange = { readonly start: number; readonly end: number }

/** Where a slot with this host may start, whatever the grid says. */
export function hostStarts(query: SlotQuery, host: HostTime, within: StartRange): Spans {
  if (within.start >= within.end) return []
  const length = query.duration * MINUTE
  const worked = startsInHours(host, within, length)
  const allowed = subtractWidened(worked, host.full, { back: length - 1, forth: 0 })
  const free = freeOfBusy(query, allowed, host.busy)
  return host.bookings.length === 0 ? free : subtractSpans(free, bookedStarts(query, host.bookings, within))
}

/**
 * S6: busy is half-open, a slot with its buffers must not reach into it. So the starts strictly between `busy - length - after` and
 * `busy + before` are out; instants are whole ms, hence the 1.
 */
export function freeOfBusy({ duration, buffers: { before, after } }: SlotQuery, starts: Spans, busy: Spans): Spans {
  return subtractWidened(starts, busy, { back: (duration + after) * MINUTE - 1, forth: before * MINUTE })
}

/** Where slots of a stand-in may start: wholly within the time in which the one in whose place they are is away. */
export function standInRange(query: SlotQuery, { during }: StandIn, within: StartRange): StartRange {
  return {
    start: Math.max(within.start, during.start),
    end: Math.min(within.end, during.end - query.duration * MINUTE + 1),
  }
}

/** The whole slot lies in the hours. */
function startsInHours(host: HostTime, within: StartRange, length: number): Spans {
  const hours = hoursWithin(host, { start: within.start, end: within.end + length })
  const starts: number[] = []
  for (let i = 0; i < hours.length; i += 2) {
    const start = Math.max(hours[i] ?? 0, within.start)
    const end = Math.min((hours[i + 1] ?? 0) - length + 1, within.end)
    if (start < end) starts.push(start, end)
  }
  return starts
}

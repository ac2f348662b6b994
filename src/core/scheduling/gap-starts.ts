import { DAY, MINUTE } from '../model/instant.ts'
import { firstEndingAfter, type Spans } from '../time/spans.ts'
import { gapBetween } from './booked-starts.ts'
import { hostStarts, standInRange, type StartRange } from './host-starts.ts'
import type { HostTime } from './host-time.ts'
import type { Need } from './needs.ts'
import type { SlotQuery } from './open-slots.ts'

/** S12: so long after what was busy, starts that follow on it end: list and booking need to look no further back. */
export const GAP_REACH = 7 * DAY

type Asked = { readonly host: HostTime; readonly during: StartRange }

/**
 * S12: starts that follow on the end of something busy or booked of one host who is asked, every step until that host is taken
 * again, for a week at most. They count where they are `open` for the whole team.
 */
export function gapStarts(query: SlotQuery, needs: readonly Need[], open: Spans): number[] {
  const start = open[0]
  const end = open.at(-1)
  if (start === undefined || end === undefined) return []
  const found: number[] = []
  for (const { host, during } of askedWithin(query, needs, { start, end })) {
    for (const at of startsAfterGaps(query, host, during)) if (contains(open, at)) found.push(at)
  }
  return found
}

function askedWithin(query: SlotQuery, needs: readonly Need[], within: StartRange): Asked[] {
  const asked: Asked[] = []
  for (const i of needs.flatMap(({ hosts }) => hosts)) {
    const host = query.hosts[i]
    if (host) asked.push({ host, during: within })
    for (const standIn of host?.standIns ?? []) {
      asked.push({ host: standIn.host, during: standInRange(query, standIn, within) })
    }
  }
  return asked
}

function startsAfterGaps(query: SlotQuery, host: HostTime, during: StartRange): number[] {
  if (during.start >= during.end) return []
  const ends = endsOf(query, host, { start: during.start - GAP_REACH, end: during.end })
  // Whatever part of the time is asked for, a span of starts counts its steps from where it began.
  const before = ends.findLast((end) => end <= during.start) ?? during.start
  const began = new Set(ends)
  // A full period closes starts (they are `open` or not), but begins and ends none: a week back it is not known what was full.
  const free = hostStarts(query, { ...host, full: [] }, { start: before, end: during.end })
  const step = query.step * MINUTE
  const starts: number[] = []
  for (let i = 0; i < free.length; i += 2) {
    const from = free[i] ?? 0
    if (!began.has(from)) continue
    const first = Math.ceil(from / MINUTE) * MINUTE
    const skipped = Math.max(0, Math.ceil((during.start - first) / step))
    const until = Math.min(free[i + 1] ?? 0, from + GAP_REACH)
    for (let at = first + skipped * step; at < until; at += step) starts.push(at)
  }
  return starts
}

/** The first starts that something busy or booked no longer forbids, ascending. */
function endsOf({ buffers }: SlotQuery, { busy, bookings }: HostTime, range: StartRange): number[] {
  const ends = bookings.map((booking) => booking.end + gapBetween(booking.buffers, buffers))
  const before = buffers.before * MINUTE
  for (let i = firstEndingAfter(busy, range.start - before); i < busy.length; i += 2) {
    if ((busy[i] ?? 0) >= range.end) break
    ends.push((busy[i + 1] ?? 0) + before)
  }
  return ends.filter((end) => end > range.start).toSorted((a, b) => a - b)
}

function contains(spans: Spans, at: number): boolean {
  return (spans[firstEndingAfter(spans, at)] ?? Infinity) <= at
}

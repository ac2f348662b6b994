import type { Interval } from '../model/instant.ts'
import { spansWithin, type Spans } from '../time/spans.ts'
import type { HostHours } from './host-time.ts'
import { hoursWithin } from './hours-within.ts'

/**
 * C12: of what is booked, all that lay wholly within the hours before a change and no longer does: a schedule, an absence, a journey.
 * In the order given; nothing is moved.
 */
export function impactOf<T extends Interval>(before: HostHours, after: HostHours, booked: readonly T[]): T[] {
  const [first] = booked
  if (!first) return []
  let { start, end } = first
  for (const time of booked) {
    if (time.start < start) start = time.start
    if (time.end > end) end = time.end
  }
  const within = { start, end }
  const [old, next] = [hoursWithin(before, within), hoursWithin(after, within)]
  return booked.filter((time) => holds(old, time) && !holds(next, time))
}

/** Hours are merged, so that what lies within them lies within one span. */
function holds(hours: Spans, { start, end }: Interval): boolean {
  const [from = Infinity, until = -Infinity] = spansWithin(hours, start, end)
  return from <= start && end <= until
}

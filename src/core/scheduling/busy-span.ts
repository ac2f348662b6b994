import type { EventType } from '../model/event-type.ts'
import { instant, MINUTE, type Interval } from '../model/instant.ts'

/**
 * What can decide about slots of `eventType` that start or lie within `range`, `duration` in minutes: load the busy times that
 * touch it, and the bookings whose time including their own buffers touches it.
 */
export function busySpan({ buffers }: Pick<EventType, 'buffers'>, duration: number, range: Interval): Interval {
  return {
    start: instant(range.start - buffers.before * MINUTE),
    end: instant(range.end + (duration + buffers.after) * MINUTE),
  }
}

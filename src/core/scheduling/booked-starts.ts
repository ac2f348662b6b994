import type { Buffers } from '../model/event-type.ts'
import { MINUTE } from '../model/instant.ts'
import { mergeSpans, type Spans } from '../time/spans.ts'
import type { HostBooking } from './host-time.ts'
import type { StartRange } from './host-starts.ts'
import type { SlotQuery } from './open-slots.ts'

/** The starts that a host's bookings forbid. */
export function bookedStarts(query: SlotQuery, bookings: readonly HostBooking[], within: StartRange): Spans {
  const length = query.duration * MINUTE
  const pairs: number[] = []
  for (const booking of bookings) {
    const start = booking.start - length - gapBetween(query.buffers, booking.buffers) + 1
    const end = booking.end + gapBetween(booking.buffers, query.buffers)
    if (end <= within.start || start >= within.end) continue
    // S13: a seat is left at its own start, which stays; around it the host is taken.
    if (hasSeats(query, booking)) pairs.push(start, booking.start, booking.start + 1, end)
    else pairs.push(start, end)
  }
  return mergeSpans(pairs)
}

/** S7: ms that are free between two bookings, at least. */
export function gapBetween(first: Buffers, second: Buffers): number {
  return Math.max(first.after + second.before, first.between ?? 0, second.between ?? 0) * MINUTE
}

function hasSeats({ seats, duration }: SlotQuery, booking: HostBooking): boolean {
  if (!seats || booking.eventType !== seats.eventType) return false
  if (booking.end - booking.start !== duration * MINUTE) return false
  return (booking.seats ?? 1) + seats.places <= seats.capacity
}

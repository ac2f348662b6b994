import { MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { spansWithin } from '../time/spans.ts'
import { bookedStarts, gapBetween } from './booked-starts.ts'
import { freeOfBusy } from './host-starts.ts'
import type { HostBooking } from './host-time.ts'
import { intervalsOf } from './intervals-of.ts'
import type { BusyEvent, OfferHost } from './offer.ts'
import type { SlotQuery } from './open-slots.ts'
import type { HostReason } from './reason.ts'

type Taken = Pick<OfferHost, 'busy' | 'bookings' | 'events'>

/** S6, S7 and S13: each event and each booking that keeps a host from the slot at `start`; events first, both in order of time. */
export function takenReasons(query: SlotQuery, { busy, bookings, events }: Taken, start: Instant): HostReason[] {
  const { before, after } = query.buffers
  const slot = { start, end: start + query.duration * MINUTE }
  const near = intervalsOf(spansWithin(busy, slot.start - before * MINUTE, slot.end + after * MINUTE))
  const isBusy = (time: Interval): boolean => freeOfBusy(query, [start, start + 1], [time.start, time.end]).length === 0
  return [
    ...near
      .filter(isBusy)
      .flatMap((time) => {
        const parts = events?.filter((event) => touches(event, time)).filter(isBusy) ?? []
        // Where nothing is known of what it is made of, it stands for itself.
        return parts.length === 0 ? [time] : parts.toSorted(byStart)
      })
      .map((event) => busyReason(query, event, slot)),
    ...bookings
      .filter((booking) => isBooked(query, booking, start))
      .toSorted(byStart)
      .map((booking) => bookedReason(query, booking, slot)),
  ]
}

function touches(event: Interval, time: Interval): boolean {
  return event.start <= time.end && event.end >= time.start
}

function isBooked(query: SlotQuery, booking: HostBooking, start: Instant): boolean {
  const within = { start, end: start + 1 }
  return spansWithin(bookedStarts(query, [booking], within), within.start, within.end).length > 0
}

type Slot = { readonly start: number; readonly end: number }

function busyReason({ buffers }: SlotQuery, { start, end, appointment }: BusyEvent, slot: Slot): HostReason {
  const gap = gapTo({ start, end }, slot, { ahead: buffers.after, behind: buffers.before })
  return { kind: 'busy', time: { start, end }, appointment, gap }
}

function bookedReason({ buffers, seats, duration }: SlotQuery, booking: HostBooking, slot: Slot): HostReason {
  const { start, end, id } = booking
  const time = { start, end }
  const isSession = start === slot.start && end - start === duration * MINUTE
  if (seats && isSession && booking.eventType === seats.eventType) {
    return { kind: 'seats', time, capacity: seats.capacity }
  }
  const ahead = gapBetween(buffers, booking.buffers) / MINUTE
  const behind = gapBetween(booking.buffers, buffers) / MINUTE
  return { kind: 'booking', time, booking: id, gap: gapTo(time, slot, { ahead, behind }) }
}

/** The minutes that had to be free between the slot and `time`, where they do not overlap. */
function gapTo(time: Interval, slot: Slot, gaps: { ahead: number; behind: number }): number | undefined {
  if (time.start >= slot.end) return gaps.ahead
  return time.end <= slot.start ? gaps.behind : undefined
}

function byStart(a: Interval, b: Interval): number {
  return a.start - b.start
}

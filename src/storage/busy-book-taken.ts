import type { BusyEvent } from '../core/scheduling/offer.ts'
import type { HostBooking } from '../core/scheduling/host-time.ts'
import type { AppointmentId } from '../core/model/ids.ts'
import { instant, type Interval, MINUTE } from '../core/model/instant.ts'
import type { Appointment } from '../core/model/appointment.ts'
import type { OccurrenceRow } from '../core/projections/rows.ts'
import type { HostClock } from './busy-book-clock.ts'

/** What is known of whatever takes time. */
export type Taker = {
  /** Absent: somebody's shared busy time. */
  readonly appointment?: AppointmentId
  readonly tentative: boolean
  /** Of a booking: all but its time. */
  readonly booking?: Omit<HostBooking, 'start' | 'end'>
}

const NO_BUFFERS = { before: 0, after: 0 }

export function takerOf({ id, availability, bookingId, eventType, buffers = NO_BUFFERS }: TakerFacts): Taker {
  const booking = bookingId && { id: bookingId, buffers, ...(eventType && { eventType }) }
  return { appointment: id, tentative: availability === 'tentative', ...(booking && { booking }) }
}

export type TakerFacts = Pick<Appointment, 'id' | 'availability' | 'bookingId' | 'eventType' | 'buffers'>

/** A single appointment, or a shared busy time, that takes its owner's time. */
export type TakenTime = Taker & Pick<OccurrenceRow, 'basis' | 'starts' | 'ends' | 'allDay'> & { readonly key: string }

/** What one host asks a calendar. */
export type TakenQuery = {
  readonly clock: HostClock
  readonly tentativeBlocks: boolean
  /** Busy time that touches it. */
  readonly busy: Interval
  /** Bookings that touch it, with the minutes around them. */
  readonly booked: Interval
}

/** What was found so far. */
export type Gathered = {
  /** Starts and ends, in any order of the pairs. */
  readonly pairs: number[]
  readonly bookings: HostBooking[]
  /** Absent: nobody wants to know. */
  readonly events?: BusyEvent[]
}

export function takesTime({ tentative }: Taker, { tentativeBlocks }: TakenQuery): boolean {
  return tentativeBlocks || !tentative
}

/** A booking together with all minutes that may have to be free around it (S7). */
export function withBuffers({ start, end }: Interval, { buffers }: Pick<HostBooking, 'buffers'>): Interval {
  const { before, after, between = 0 } = buffers
  return {
    start: instant(start - Math.max(before, between) * MINUTE),
    end: instant(end + Math.max(after, between) * MINUTE),
  }
}

export function touches({ start, end }: Interval, span: Interval): boolean {
  return start < span.end && (end > span.start || start >= span.start)
}

/** Adds `time` where it touches what was asked for. */
export function gather(into: Gathered, taker: Taker, time: Interval, query: TakenQuery): void {
  const { appointment, booking } = taker
  if (booking !== undefined) {
    if (touches(withBuffers(time, booking), query.booked)) into.bookings.push({ ...booking, ...time })
    return
  }
  if (!touches(time, query.busy)) return
  into.pairs.push(time.start, time.end)
  into.events?.push({ ...time, ...(appointment !== undefined && { appointment }) })
}

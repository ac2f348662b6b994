import type { Absence } from '../model/absence.ts'
import type { BookingLink } from '../model/booking-link.ts'
import type { EventType } from '../model/event-type.ts'
import type { Holiday } from '../model/holiday.ts'
import type { AppointmentId, MemberId } from '../model/ids.ts'
import type { Interval } from '../model/instant.ts'
import type { Schedule } from '../model/schedule.ts'
import type { Weekday } from '../model/wall.ts'
import type { Spans } from '../time/spans.ts'
import type { HostBooking } from './host-time.ts'

/** What one host of an offer works and has. How far `busy` and `bookings` must reach: see `neededTime`. */
export type OfferHost = {
  readonly member: MemberId
  readonly schedule: Schedule
  /** Of the country and the workspace, whether this host observes them or not. */
  readonly holidays: readonly Holiday[]
  readonly absences: readonly Absence[]
  /** Everything that takes time, without the bookings. */
  readonly busy: Spans
  /** Of whatever type; in any order. */
  readonly bookings: readonly HostBooking[]
  /** What `busy` is made of, for `whyNot` to name; may be left out. */
  readonly events?: readonly BusyEvent[]
}

/** An appointment or, without a name, somebody's shared busy time. */
export type BusyEvent = Interval & { readonly appointment?: AppointmentId }

/** An event type with everything that decides when it can be booked. */
export type Offer = {
  readonly eventType: EventType
  /** Minutes; one of the type's durations, else nothing is offered. */
  readonly duration: number
  readonly link?: BookingLink
  /** Of the workspace: where weeks of limits begin. */
  readonly weekStart: Weekday
  /** Those whom the type names, and delegates of theirs who may stand in. Others are left out of account. */
  readonly hosts: readonly OfferHost[]
  /** What limits count (S9), beside the hosts' own bookings; absent: nothing. */
  readonly booked?: { readonly ofType: readonly Interval[]; readonly ofBooker: readonly Interval[] }
  /** Places that are asked for, of a group type; one where absent. */
  readonly places?: number
}

import type { Absence } from '../model/absence.ts'
import type { Buffers } from '../model/event-type.ts'
import type { Holiday } from '../model/holiday.ts'
import type { BookingId, EventTypeId } from '../model/ids.ts'
import type { Interval } from '../model/instant.ts'
import type { Schedule } from '../model/schedule.ts'
import type { Spans } from '../time/spans.ts'

/** What a host's hours come from (S5), layer upon layer. */
export type HostHours = Pick<Schedule, 'zone' | 'weekly' | 'overrides' | 'rules' | 'breaks' | 'travel'> & {
  readonly absences: readonly Absence[]
  /** Those that close a day of this host: what they opted out of is left out already. */
  readonly holidays: readonly Holiday[]
}

/** A booking of a host, without its buffers; they are in minutes (S7). */
export type HostBooking = Interval & {
  readonly buffers: Buffers
  readonly id?: BookingId
  readonly eventType?: EventTypeId
  /** Seats taken, of a group type (S13). */
  readonly seats?: number
}

/** When one host works and what takes their time. */
export type HostTime = HostHours & {
  readonly busy: Spans
  /** In any order; they may overlap. */
  readonly bookings: readonly HostBooking[]
  /** Periods that a limit has closed (S9): no slot touches them. */
  readonly full: Spans
  /** Absent: required in a collective, not in a round robin. A round robin also wants everyone who is required (S10). */
  readonly required?: boolean
  /** S10: of the required hosts of one group, any one will do. */
  readonly group?: string
  /** Who takes the slots that lie wholly within a time of absence. */
  readonly standIns?: readonly StandIn[]
}

export type StandIn = { readonly during: Interval; readonly host: HostTime }

import type { HostStrategy } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import type { Instant, Interval } from '../model/instant.ts'

/** One of those who share the bookings of a type. */
export type Candidate = {
  readonly member: MemberId
  readonly weight: number
  readonly priority: number
  /** Absent: from the beginning. */
  readonly joinedAt?: Instant
  /** In any order, as far back as the history goes. */
  readonly absences: readonly Interval[]
  /** For the strategy `most-available`. */
  readonly availableMinutes?: number
}

/** A booking of the type that counts for the shares: as a rule all that were not cancelled, since weights were last changed. */
export type PastBooking = { readonly host: MemberId; readonly startsAt: Instant; readonly bookedAt: Instant }

/** S11: who is to take a booking. */
export type HostQuestion = {
  readonly strategy: HostStrategy
  /** Who could take this one. */
  readonly candidates: readonly Candidate[]
  /** Who shares in the bookings, but cannot take this one. */
  readonly others?: readonly Candidate[]
  /** In any order. Bookings of whoever is neither candidate nor other are left out of account. */
  readonly history: readonly PastBooking[]
  /** Of the booking in question. */
  readonly start: Instant
}

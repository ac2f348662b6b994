import type { Origin } from './booking-actor.ts'

/** A request to book, as it came in. */
export type BookingAttempt = {
  readonly slug: string
  /** Not yet checked. */
  readonly body: unknown
  /** C4: of the invitee's program. */
  readonly key: string
  readonly origin: Origin
}

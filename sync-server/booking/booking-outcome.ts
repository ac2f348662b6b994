import { z } from 'zod'
import type { FieldProblems } from './booking-request.ts'
import { AttendeeId, BookingId } from '../../src/core/model/ids.ts'
import { Instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'

const Made = z.object({
  status: z.literal(201),
  booking: BookingId,
  attendee: AttendeeId,
  generation: z.int(),
  start: Instant,
  end: Instant,
  zone: ZoneName,
})

const LostSlot = z.object({
  status: z.literal(409),
  code: z.enum(['slot-taken', 'slot-not-offered']),
  /** Starts that can be booked (C2); each takes `duration` milliseconds. */
  alternatives: z.array(Instant),
  duration: z.int(),
  zone: ZoneName,
})

export type LostSlot = z.infer<typeof LostSlot>

/** What is remembered of a request (C4). The manage token is not: it is made anew from the ids (C14). */
export const KeptOutcome = z.discriminatedUnion('status', [Made, LostSlot])
export type KeptOutcome = z.infer<typeof KeptOutcome>

/** How an attempt to book ended. `status` is the HTTP status it is answered with. */
export type BookingOutcome =
  | KeptOutcome
  | { readonly status: 400; readonly code: 'invalid-request' | 'unknown-timezone'; readonly fields: FieldProblems }
  | { readonly status: 404 }
  | { readonly status: 422 }

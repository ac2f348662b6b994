import { z } from 'zod'
import { Answer } from '../model/question.ts'
import { BookingId } from '../model/ids.ts'

// The public JSON of /book/:slug/* and /api/v1/public. Times are ISO 8601 with the offset of the zone that was asked for.

export const IsoWithOffset = z.iso.datetime({ offset: true })

export const PublicSlot = z.object({ start: IsoWithOffset, end: IsoWithOffset })
export type PublicSlot = z.infer<typeof PublicSlot>

export const SlotsAnswer = z.object({ timezone: z.string(), days: z.record(z.iso.date(), z.array(PublicSlot)) })
export type SlotsAnswer = z.infer<typeof SlotsAnswer>

export const BookingRequest = z.object({
  start: z.string().max(64),
  /** Minutes; one of the type's, the first where absent. */
  duration: z.int().optional(),
  timezone: z.string().max(64),
  name: z.string().max(200),
  email: z.string().max(254),
  phone: z.string().max(50).optional(),
  answers: z.record(z.string(), Answer).optional(),
  /** The id of a hold of theirs on this time (C3). */
  hold: z.string().max(64).optional(),
  /** E-mail addresses of others who come along; as many as the type allows. */
  guests: z.array(z.string().max(254)).max(50).optional(),
})
export type BookingRequest = z.infer<typeof BookingRequest>

export const BookingMade = z.object({ id: BookingId, start: IsoWithOffset, end: IsoWithOffset, manageUrl: z.url() })
export type BookingMade = z.infer<typeof BookingMade>

/** The closed list of `error`. */
export const BookingErrorCode = z.enum([
  'invalid-request',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'not-found',
  'method-not-allowed',
  'expired',
  'slot-taken',
  'slot-not-offered',
  'range-too-long',
  'unknown-timezone',
  'not-allowed',
  'too-late',
  'already-over',
  'nothing-proposed',
  'too-many-holds',
  'too-many-requests',
  'unavailable',
])
export type BookingErrorCode = z.infer<typeof BookingErrorCode>

export const BookingError = z.object({
  error: BookingErrorCode,
  message: z.string(),
  /** Per field of the request a code: `missing`, `invalid`, `too-long`, `unknown`. */
  fields: z.record(z.string(), z.enum(['missing', 'invalid', 'too-long', 'unknown'])).optional(),
  alternatives: z.array(PublicSlot).optional(),
})
export type BookingError = z.infer<typeof BookingError>

import { z } from 'zod'
import { AppointmentStatus } from '../model/appointment.ts'
import { BookingId, QuestionId } from '../model/ids.ts'
import { Answer } from '../model/question.ts'
import { IsoWithOffset, PublicSlot } from './booking.ts'
import { Minutes, Moment, PublicEventType, PublicHost, PublicLocation } from './public-shapes.ts'

// What the holder of a manage token is told, field by field, and may ask.

const { durations } = PublicEventType.shape
const Reason = z.string().trim().max(2_000)

/** What the invitee may do by now; `until`: the last moment. */
const PublicPolicy = z.object({
  allowed: z.boolean(),
  until: Moment,
  reason: z.enum(['none', 'optional', 'required']),
})

export const PublicBooking = z.object({
  id: BookingId,
  status: AppointmentStatus,
  start: IsoWithOffset,
  end: IsoWithOffset,
  timezone: z.string(),
  eventType: z.object({ name: z.string(), durations }),
  hosts: z.array(PublicHost),
  location: z.object({ kind: PublicLocation.shape.kind, details: z.string() }).optional(),
  name: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  answers: z.record(QuestionId, Answer),
  /** E-mail addresses of those who come along. */
  guests: z.array(z.string()),
  cancellation: z.object({ by: z.enum(['invitee', 'host']), reason: z.string().optional() }).optional(),
  /** C10: another time that a host has asked for. */
  proposal: PublicSlot.extend({ expiresAt: Moment, reason: z.string().optional() }).optional(),
  cancel: PublicPolicy,
  reschedule: PublicPolicy,
  manageUrl: z.url(),
})
export type PublicBooking = z.infer<typeof PublicBooking>

/** A booking as it stands after a step of its life. */
export const BookingStep = z.object({
  id: BookingId,
  status: z.enum(['confirmed', 'cancelled']),
  start: IsoWithOffset,
  end: IsoWithOffset,
  timezone: z.string(),
  /** The only one that works from now on (C14). */
  manageUrl: z.url(),
})
export type BookingStep = z.infer<typeof BookingStep>

/** The only one that works from now on (C14). */
export const NewToken = z.object({ id: BookingId, manageUrl: z.url() })
export type NewToken = z.infer<typeof NewToken>

export const CancelRequest = z.object({ reason: Reason.optional() })
export const RescheduleRequest = z.object({
  start: z.string().max(64),
  duration: Minutes.optional(),
  timezone: z.string().max(64).optional(),
  reason: Reason.optional(),
})
/** Nothing said: accepted. */
export const ProposalReply = z.object({ answer: z.enum(['accept', 'decline']).default('accept') })

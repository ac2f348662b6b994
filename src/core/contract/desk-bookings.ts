import { z } from 'zod'
import { AppointmentId, EventTypeId } from '../model/ids.ts'
import { Instant, Interval } from '../model/instant.ts'
import { Email } from '../model/member.ts'

/** What became of who booked. */
export const Mark = z.enum(['checked-in', 'no-show', 'completed'])
export type Mark = z.infer<typeof Mark>

/** A booking that a host makes for somebody. */
export const DeskBooking = z.object({
  eventType: EventTypeId,
  start: Instant,
  /** Minutes; the type's first where absent. */
  duration: z.int().min(1).max(1_440).optional(),
  name: z.string().trim().min(1).max(200),
  email: Email,
  /** Of the entry in the calendar. */
  title: z.string().max(1_000),
})
export type DeskBooking = z.infer<typeof DeskBooking>

export const NewProposal = z.object({
  startsAt: Instant,
  endsAt: Instant,
  expiresAt: Instant,
  reason: z.string().max(2_000).optional(),
})
export type NewProposal = z.infer<typeof NewProposal>

/** `provisional`: the server has not said yet whether the time is its. `conflict`: it is another booking's (C13). */
export const Standing = z.enum(['provisional', 'conflict'])
export type Standing = z.infer<typeof Standing>

/** Both sides of a conflict, and what could be had instead. */
export const BookingStanding = z.object({
  standing: Standing.optional(),
  /** Who has the time: absent where the server only knows that it cannot be had. */
  against: z.object({ time: Interval, title: z.string().optional(), appointment: AppointmentId.optional() }).optional(),
  /** The next free times of its type, at or after its own; at most three. */
  alternatives: z.array(Interval),
  /** It can stay as a plain appointment: it was made on a desk. */
  canStay: z.boolean(),
})
export type BookingStanding = z.infer<typeof BookingStanding>

import { z } from 'zod'
import { AppointmentStatus } from '../model/appointment.ts'
import { BookingId, MemberId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'

// What a host does with a booking on the server, and what became of it.

const Reason = z.string().trim().min(1).max(2_000)
const Minutes = z.int().min(1).max(1_440)
/** C4: of the desk that asks; the same one does it once. */
const Key = z.string().min(1).max(255).optional()
/** C18: take it although it is not offered, whatever else stands there that is no booking. */
const Anyway = z.boolean().default(false)

export const MoveBooking = z.object({
  booking: BookingId,
  startsAt: Instant,
  /** As long as it is where absent. */
  minutes: Minutes.optional(),
  reason: Reason,
  anyway: Anyway,
  key: Key,
})
export type MoveBooking = z.infer<typeof MoveBooking>

export const ProposeTime = MoveBooking.extend({ expiresAt: Instant.optional() })
export type ProposeTime = z.infer<typeof ProposeTime>

export const ReassignBooking = z.object({
  booking: BookingId,
  /** Of several hosts the first where absent. */
  from: MemberId.optional(),
  to: MemberId,
  reason: Reason,
  anyway: Anyway,
  key: Key,
})
export type ReassignBooking = z.infer<typeof ReassignBooking>

export const CancelBooking = z.object({ booking: BookingId, reason: Reason, key: Key })
export const WithdrawProposal = z.object({ booking: BookingId, reason: Reason.optional(), key: Key })
export const MarkBooking = z.object({
  booking: BookingId,
  mark: z.enum(['checked-in', 'no-show', 'completed']),
  key: Key,
})

/** A booking as it stands after a step. */
export const HostedBooking = z.object({
  booking: BookingId,
  startsAt: Instant,
  endsAt: Instant,
  hosts: z.array(MemberId).readonly(),
})
export type HostedBooking = z.infer<typeof HostedBooking>

/** Each step in the life of a booking. */
export const BookingAction = z.enum([
  'booking.made',
  'booking.rescheduled',
  'booking.reassigned',
  'booking.cancelled',
  'booking.restored',
  'booking.proposed',
  'booking.proposal-accepted',
  'booking.proposal-declined',
  'booking.proposal-withdrawn',
  'booking.proposal-expired',
  'booking.checked-in',
  'booking.no-show',
  'booking.completed',
  'booking.conflict',
  'booking.confirmed',
  'booking.link-renewed',
])
export type BookingAction = z.infer<typeof BookingAction>

/** What a step changed, as far as it can be told; what is not known of an older one is absent. */
export const HistoryValues = z
  .object({
    starts: Instant.optional().catch(undefined),
    ends: Instant.optional().catch(undefined),
    hosts: z.array(MemberId).readonly().optional().catch(undefined),
    status: AppointmentStatus.optional().catch(undefined),
    reason: z.string().optional().catch(undefined),
    expiresAt: Instant.optional().catch(undefined),
    /** S11: whom there was a choice of, and what settled it. */
    choices: z
      .array(
        z.object({
          member: MemberId,
          standsInFor: MemberId.optional(),
          choice: z.object({ decidedBy: z.string() }).optional(),
        }),
      )
      .readonly()
      .optional()
      .catch(undefined),
  })
  .catch({})
export type HistoryValues = z.infer<typeof HistoryValues>

export const HistoryEntry = z.object({
  id: z.string(),
  at: Instant,
  action: BookingAction,
  /** `name`: of the member, or of who booked. */
  by: z.object({ kind: z.enum(['invitee', 'member', 'system']), name: z.string().optional() }),
  old: HistoryValues,
  new: HistoryValues,
  /** Where it came from; for owners and admins of the workspace. */
  origin: z.object({ ip: z.string().optional(), agent: z.string().optional() }).optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

import { z } from 'zod'
import { AttendeeId, BookingId, type DeviceId, MemberId, type WorkspaceId } from '../../src/core/model/ids.ts'
import { Instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import type { Origin } from './booking-actor.ts'
import type { FieldProblems } from './booking-request.ts'

/** Whose request a step is: of who holds a manage token (C14), or of a member, whose right to it is checked. */
export type Bearing =
  | { readonly token: string; readonly origin: Origin }
  | {
      readonly member: MemberId
      readonly workspace: WorkspaceId
      readonly booking: BookingId
      readonly device?: DeviceId
      readonly origin?: Origin
    }

/** The booking as it stands after the step; the manage token is made of it (C14). */
export const Stepped = z
  .object({
    status: z.literal(200),
    booking: BookingId,
    attendee: AttendeeId,
    generation: z.int(),
    start: Instant,
    end: Instant,
    /** The invitee's. */
    zone: ZoneName,
    hosts: z.array(MemberId).readonly(),
  })
  .readonly()
export type Stepped = z.infer<typeof Stepped>

/** C10: the old time stands. */
export const TimeTaken = z
  .object({
    status: z.literal(409),
    code: z.enum(['slot-taken', 'slot-not-offered']),
    /** Starts that can be had instead (C2); each takes `duration` milliseconds. */
    alternatives: z.array(Instant).readonly(),
    duration: z.int(),
    zone: ZoneName,
  })
  .readonly()
export type TimeTaken = z.infer<typeof TimeTaken>

/** What is remembered of a request for another time (C4). */
export const KeptTime = z.union([Stepped, TimeTaken])

export type StepRefusal =
  /** A member may see it and not do this. */
  | { readonly status: 403; readonly code: 'not-allowed' }
  /** Unknown, forged, renewed, or not a member's to see: all alike. */
  | { readonly status: 404; readonly code: 'not-found' }
  /** The event is over, and the token with it. */
  | { readonly status: 410; readonly code: 'expired' }
  | {
      readonly status: 422
      readonly code:
        | 'not-allowed'
        | 'too-late'
        /** A member says that something has happened which has not begun. */
        | 'too-early'
        | 'already-over'
        | 'nothing-proposed'
        | 'idempotency-key-reused'
    }
  /** `reason` is missing, `duration` is none of the type's, `host` is nobody who can take it over. */
  | { readonly status: 400; readonly code: 'invalid-request'; readonly fields: FieldProblems }

/** How a step that needs no other time ended: cancelling, declining, withdrawing, a mark. */
export type StepOutcome = Stepped | StepRefusal
/** How one that takes time ended: rescheduling, proposing, reassigning, accepting. */
export type TimeOutcome = Stepped | TimeTaken | StepRefusal

export function refusedStep(
  code: 'not-found' | 'expired' | Extract<StepRefusal, { status: 422 }>['code'],
): StepRefusal {
  if (code === 'not-found') return { status: 404, code }
  return code === 'expired' ? { status: 410, code } : { status: 422, code }
}

import type { EventType } from '../../src/core/model/event-type.ts'
import { type Instant, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { FieldProblems } from './booking-request.ts'

/** C11: what an invitee may do to a booking of theirs at this moment, and until when. */
export type InviteePolicy = {
  readonly allowed: boolean
  /** The last moment at which they may. */
  readonly until: Instant
  readonly reason: 'none' | 'optional' | 'required'
}

export type PolicyVerb = 'cancel' | 'reschedule'

/** `time`: of the booking as it stands. */
export function policyFor(eventType: EventType, verb: PolicyVerb, time: Pick<Interval, 'start'>): InviteePolicy {
  const { allowed, until, reason } = eventType.policies[verb]
  return { allowed, until: instant(time.start - until * MINUTE), reason }
}

/** Why the invitee may not; undefined where they may. */
export function policyRefusal({ allowed, until }: InviteePolicy, now: Instant): 'not-allowed' | 'too-late' | undefined {
  if (!allowed) return 'not-allowed'
  return now > until ? 'too-late' : undefined
}

/** The reason as it is noted; one that nobody asked for is none. */
export function givenReason(
  wanted: InviteePolicy['reason'],
  reason: string | undefined,
): { readonly reason: string | undefined } | { readonly fields: FieldProblems } {
  const given = reason?.trim() ?? ''
  if (wanted === 'none') return { reason: undefined }
  if (given === '') return wanted === 'required' ? { fields: { reason: 'missing' } } : { reason: undefined }
  return given.length > 2_000 ? { fields: { reason: 'too-long' } } : { reason: given }
}

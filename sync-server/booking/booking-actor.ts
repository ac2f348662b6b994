import type { AttendeeId, DeviceId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { undoableUntil } from '../outbox/queue-booking-mails.ts'

/** Where a request came from. */
export type Origin = { readonly ip: string; readonly agent: string | undefined }

/** Who takes a step in the life of a booking. */
export type Actor =
  | { readonly kind: 'invitee'; readonly attendee: AttendeeId; readonly origin: Origin }
  /** `origin`: absent where it came with a desk's command. */
  | { readonly kind: 'member'; readonly member: MemberId; readonly device?: DeviceId; readonly origin?: Origin }
  | { readonly kind: 'system' }

/** As it stands in `by` of an appointment and in the audit. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'invitee':
      return actor.attendee
    case 'member':
      return actor.member
    case 'system':
      return 'system'
  }
}

/** U2: what a member did can be undone before anybody is told; an invitee's word holds at once. */
export function mailsDueAt(actor: Actor, at: Instant): { readonly dueAt?: Instant } {
  return actor.kind === 'member' ? { dueAt: undoableUntil(at) } : {}
}

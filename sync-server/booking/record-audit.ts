import type { AttendeeId, BookingId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { audit } from '../database/schema.ts'

/** Where a request came from. */
export type Origin = { readonly ip: string; readonly agent: string | undefined }

export type InviteeAction = {
  readonly id: string
  readonly workspace: WorkspaceId
  readonly attendee: AttendeeId
  readonly action: 'booking.made' | 'booking.cancelled'
  readonly booking: BookingId
  readonly old?: unknown
  readonly new: unknown
  readonly origin: Origin
  readonly at: Instant
}

/** Notes what an invitee did, in the transaction in which it is done. */
export async function recordAudit(tx: PostgresHandle, entry: InviteeAction): Promise<void> {
  const { attendee, booking, origin, ...rest } = entry
  await tx.insert(audit).values({
    ...rest,
    actorKind: 'invitee',
    actor: attendee,
    entity: booking,
    ip: origin.ip,
    agent: origin.agent?.slice(0, 500),
  })
}

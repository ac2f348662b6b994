import type { BookingAction } from '../../src/core/contract/hosted-bookings.ts'
import type { BookingId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { audit } from '../database/schema.ts'
import { noteStep } from '../metrics/noted-steps.ts'
import { type Actor, actorName } from './booking-actor.ts'

export type AuditEntry = {
  readonly id: string
  readonly workspace: WorkspaceId
  readonly actor: Actor
  readonly action: BookingAction
  readonly booking: BookingId
  readonly old?: unknown
  readonly new: unknown
  readonly at: Instant
}

/** Notes a step in the life of a booking, in the transaction in which it is taken. */
export async function recordAudit(tx: PostgresHandle, { actor, booking, ...rest }: AuditEntry): Promise<void> {
  const origin = actor.kind === 'system' ? undefined : actor.origin
  await tx.insert(audit).values({
    ...rest,
    actorKind: actor.kind,
    actor: actorName(actor),
    entity: booking,
    ip: origin?.ip,
    agent: origin?.agent?.slice(0, 500),
  })
  noteStep(tx, rest.action)
}

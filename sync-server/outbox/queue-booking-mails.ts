import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { outboxMessage } from '../database/schema.ts'
import type { BookingMail } from './booking-mail.ts'
import { BOOKING_MAIL } from './booking-mail.ts'

export type Envelope = { readonly workspace: WorkspaceId; readonly newId: () => string }

/**
 * Lays mails into the outbox, in the transaction of what they tell about (C5): they leave after its commit or never. Due at
 * once: the ten seconds of U2 are for changes that a desk can undo.
 */
export async function queueBookingMails(
  tx: PostgresHandle,
  mails: readonly BookingMail[],
  { workspace, newId }: Envelope,
): Promise<void> {
  const rows = mails.map((mail) => ({
    id: newId(),
    workspace,
    kind: BOOKING_MAIL,
    dueAt: mail.at,
    nextAt: mail.at,
    payload: mail,
    // One of each for a booking, whoever asks twice: the column is unique.
    messageId: [mail.booking, mail.event, mail.recipient === 'host' ? mail.host.id : 'invitee'].join('.'),
    createdAt: mail.at,
  }))
  if (rows.length > 0)
    await tx.insert(outboxMessage).values(rows).onConflictDoNothing({ target: outboxMessage.messageId })
}

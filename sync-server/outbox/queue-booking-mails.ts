import type { WorkspaceId } from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { outboxMessage } from '../database/schema.ts'
import { BOOKING_MAIL, type BookingMail, isAddress, mailName, readerOf, recipientOf } from './booking-mail.ts'
import { foldedMails } from './folded-mails.ts'
import { keptLink } from './kept-link.ts'
import { type Pending, pendingMails, withdraw } from './withdraw-mails.ts'

/** U2: so long a desk can undo what it did before anybody is told. */
const UNDOABLE_MS = 10_000

/** When mails about something that a desk did at `at` leave (U2). */
export function undoableUntil(at: Instant): Instant {
  return instant(at + UNDOABLE_MS)
}

export type Envelope = {
  readonly workspace: WorkspaceId
  readonly newId: () => string
  /** Absent: at once, as for what an invitee did. Of what a desk did: `undoableUntil(at)`. */
  readonly dueAt?: Instant
}

/**
 * Lays mails into the outbox, in the transaction of what they tell about (C5): they leave after its commit or never. Mails of
 * the same booking that still wait for their ten seconds are folded into them (U2): what was undone is never told, and of a
 * time that was changed twice only the last is. So whatever happens is queued as what it is; nobody has to ask what waits.
 */
export async function queueBookingMails(
  tx: PostgresHandle,
  mails: readonly BookingMail[],
  { workspace, newId, dueAt }: Envelope,
): Promise<void> {
  // Whom a desk has put down without an address is told by other means.
  const reachable = mails.filter((mail) => isAddress(readerOf(mail).email))
  const [first] = reachable
  if (!first) return
  const pending = await pendingMails(tx, first.booking, first.at)
  const known = new Set(pending.map(({ messageId }) => messageId))
  const fresh = reachable.filter((mail) => !known.has(mailName(mail)))
  const folded = fresh.map((mail) => foldedMails(waitingFor(mail, pending), mail))
  await withdraw(
    tx,
    folded.flatMap(({ dropped }) => dropped.map(({ id }) => id)),
  )
  const renewed = await keptLink(tx, folded, first)
  const queued = [...folded.flatMap((one) => one.queued ?? []), ...renewed]
  const rows = queued.map((mail) => rowOf(mail, { workspace, newId, dueAt }))
  // One of each for a booking, whoever asks twice: the column is unique.
  if (rows.length > 0)
    await tx.insert(outboxMessage).values(rows).onConflictDoNothing({ target: outboxMessage.messageId })
}

function waitingFor(mail: BookingMail, pending: readonly Pending[]): Pending[] {
  return pending.filter((other) => recipientOf(other.mail) === recipientOf(mail))
}

function rowOf(mail: BookingMail, { workspace, newId, dueAt = mail.at }: Envelope): typeof outboxMessage.$inferInsert {
  return {
    id: newId(),
    workspace,
    kind: BOOKING_MAIL,
    subject: mail.booking,
    recipient: recipientOf(mail),
    dueAt,
    nextAt: dueAt,
    payload: mail,
    messageId: mailName(mail),
    createdAt: mail.at,
  }
}

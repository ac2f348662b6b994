import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { BookingId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { outboxMessage } from '../database/schema.ts'
import { BOOKING_MAIL, BookingMail } from './booking-mail.ts'

export type Pending = { readonly id: string; readonly messageId: string; readonly mail: BookingMail }

/**
 * U2: takes back every mail about `booking` that still waits for its ten seconds, and says which. What was due, or tried, has
 * left as far as anybody can know. For what no event tells of; `queueBookingMails` does it by itself.
 */
export async function withdrawMails(tx: PostgresHandle, booking: BookingId, at: Instant): Promise<BookingMail[]> {
  const pending = await pendingMails(tx, booking, at)
  await withdraw(
    tx,
    pending.map(({ id }) => id),
  )
  return pending.map(({ mail }) => mail)
}

/** Those that nobody can have seen, oldest first; nobody else takes or withdraws them until `tx` ends. */
export async function pendingMails(tx: PostgresHandle, booking: BookingId, at: Instant): Promise<Pending[]> {
  const { id, messageId, payload, createdAt } = outboxMessage
  const rows = await tx
    .select({ id, messageId, payload })
    .from(outboxMessage)
    .where(
      and(
        eq(outboxMessage.subject, booking),
        eq(outboxMessage.kind, BOOKING_MAIL),
        eq(outboxMessage.state, 'waiting'),
        eq(outboxMessage.attempts, 0),
        gt(outboxMessage.dueAt, at),
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .for('update')
  return rows.flatMap((row) => pendingOf(row) ?? [])
}

// One that cannot be read cannot be sent either, which the outbox shows; a step of its booking must not fail for it.
function pendingOf({
  id,
  messageId,
  payload,
}: Pick<typeof outboxMessage.$inferSelect, 'id' | 'messageId' | 'payload'>) {
  const mail = BookingMail.safeParse(payload)
  return mail.success ? { id, messageId, mail: mail.data } : undefined
}

export async function withdraw(tx: PostgresHandle, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(outboxMessage).where(inArray(outboxMessage.id, [...ids]))
}

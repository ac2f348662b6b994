import { and, desc, eq } from 'drizzle-orm'
import { type Instant, instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { outboxMessage } from '../database/schema.ts'
import { BOOKING_MAIL, BookingMail } from './booking-mail.ts'
import { composeBookingMail, type Composing } from './compose-booking-mail.ts'
import type { OutboxMessage } from './due-messages.ts'
import type { Mail } from './mail.ts'

export type ReceivedMail = { readonly id: string; readonly sentAt: Instant; readonly mail: Mail }

const MOST = 200
const sent = and(eq(outboxMessage.state, 'sent'), eq(outboxMessage.kind, BOOKING_MAIL))

/** The mails that have left the outbox, newest first, at most 200; written anew from their facts, as they would be sent. */
export async function receivedMails(db: PostgresReadHandle, deps: Composing): Promise<ReceivedMail[]> {
  const order = [desc(outboxMessage.createdAt), desc(outboxMessage.id)]
  const rows = await db
    .select()
    .from(outboxMessage)
    .where(sent)
    .orderBy(...order)
    .limit(MOST)
  return rows.map((row) => receivedMail(row, deps))
}

export async function receivedMailById(
  db: PostgresReadHandle,
  id: string,
  deps: Composing,
): Promise<ReceivedMail | undefined> {
  const [row] = await db
    .select()
    .from(outboxMessage)
    .where(and(sent, eq(outboxMessage.id, id)))
  return row && receivedMail(row, deps)
}

function receivedMail(row: OutboxMessage, deps: Composing): ReceivedMail {
  const mail = composeBookingMail(row.messageId, BookingMail.parse(row.payload), deps)
  return { id: row.id, sentAt: instant(row.dueAt), mail }
}

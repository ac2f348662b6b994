import { and, eq } from 'drizzle-orm'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'
import type { BookingMail } from './booking-mail.ts'
import type { Folded } from './folded-mails.ts'

/**
 * A move that nobody hears of has ended the invitee's manage link all the same (C14), and the new one was in the mail that never
 * left: the one they have is good again. Where it is not known which that was, a mail brings the new one.
 */
export async function keptLink(
  tx: PostgresHandle,
  folded: readonly Folded[],
  { generation, booking: id, startsAt, endsAt, sequence, at }: BookingMail,
): Promise<BookingMail[]> {
  const undone = folded.flatMap((one) => one.undone ?? []).find(({ recipient }) => recipient === 'invitee')
  // Who was never told of the booking has no link.
  if (!undone || undone.event === 'confirmed') return []
  const known = undone.event === 'cancelled' ? undone.generation : undone.formerGeneration
  if (known === generation) return []
  const now = { event: 'link-renewed', generation, startsAt, endsAt, sequence, at, earlier: undefined } as const
  if (known === undefined) return [{ ...undone, ...now }]
  await tx
    .update(booking)
    .set({ generation: known })
    .where(and(eq(booking.id, id), eq(booking.generation, generation)))
  return []
}

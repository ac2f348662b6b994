import { and, lte, ne } from 'drizzle-orm'
import { DAY, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { REMEMBERED } from '../booking/hold-times.ts'
import { claim, hold, idempotency, outboxMessage } from '../database/schema.ts'

/** How long a message that was sent, or given up, is kept: it holds names and addresses. */
const KEPT = 30 * DAY

/** Removes what nobody will ask for again: keys whose day is over (C4), holds that ran out, messages of a month ago. */
export async function forgetOld(store: PostgresStore, now: Instant): Promise<void> {
  await store.tx(async (tx) => {
    await tx.delete(idempotency).where(lte(idempotency.expiresAt, now))
    await tx.delete(claim).where(lte(claim.expiresAt, now))
    await tx.delete(hold).where(lte(hold.latestAt, now - REMEMBERED))
    await tx
      .delete(outboxMessage)
      .where(and(ne(outboxMessage.state, 'waiting'), lte(outboxMessage.createdAt, now - KEPT)))
  })
}

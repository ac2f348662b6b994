import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../src/core/model/instant.ts'
import { HOUR, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { outboxMessage } from '../database/schema.ts'

export type OutboxMessage = typeof outboxMessage.$inferSelect

/** So long a message belongs to whoever took it; then, as after a crash, it is due again. */
const LEASE = 2 * MINUTE
/** Sent at the same time. */
const BATCH = 5
/** After about two days of trying a message is dead. */
const ATTEMPTS = 12

/** Takes messages that are due, so that no other process takes them too. */
export async function takeDueMessages(store: PostgresStore, now: Instant): Promise<OutboxMessage[]> {
  const isDue = and(eq(outboxMessage.state, 'waiting'), lte(outboxMessage.nextAt, now))
  // Mostly there is nothing: that costs no transaction.
  const some = await store.read.select({ id: outboxMessage.id }).from(outboxMessage).where(isDue).limit(1)
  if (some.length === 0) return []
  return store.tx(async (tx) => {
    const due = await tx
      .select({ id: outboxMessage.id })
      .from(outboxMessage)
      .where(isDue)
      .orderBy(asc(outboxMessage.nextAt))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    const ids = due.map(({ id }) => id)
    return tx
      .update(outboxMessage)
      .set({ nextAt: now + LEASE, attempts: sql`${outboxMessage.attempts} + 1` })
      .where(inArray(outboxMessage.id, ids))
      .returning()
  })
}

export async function markSent(tx: PostgresHandle, id: string): Promise<void> {
  await tx.update(outboxMessage).set({ state: 'sent', lastError: null }).where(eq(outboxMessage.id, id))
}

/** Puts a message that nobody took back for later, or, after the last attempt, aside for good. `error`: without personal data. */
export async function markFailed(
  tx: PostgresHandle,
  message: OutboxMessage,
  { error, now }: { error: string; now: Instant },
): Promise<void> {
  const state = message.attempts >= ATTEMPTS ? 'dead' : 'waiting'
  const nextAt = now + Math.min(5_000 * 3 ** (message.attempts - 1), 12 * HOUR)
  await tx.update(outboxMessage).set({ state, nextAt, lastError: error }).where(eq(outboxMessage.id, message.id))
}

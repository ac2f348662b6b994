import { and, asc, eq, exists, inArray, lt, lte, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Instant } from '../../src/core/model/instant.ts'
import { HOUR, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { outboxMessage } from '../database/schema.ts'

export type OutboxMessage = typeof outboxMessage.$inferSelect

/** So long a message belongs to whoever took it; then, as after a crash, it is due again. */
export const LEASE = 2 * MINUTE
/** After about two days of trying a message is dead. */
const ATTEMPTS = 12

/** Takes at most `most` messages that are due, longest due first, so that no other process takes them too. */
export async function takeDueMessages(store: PostgresStore, now: Instant, most: number): Promise<OutboxMessage[]> {
  if (most <= 0) return []
  // Mostly there is nothing: that costs no transaction.
  const some = await dueIds(store.read, now, 1)
  if (some.length === 0) return []
  return store.tx(async (tx) => {
    const due = await dueIds(tx, now, most).for('update', { skipLocked: true })
    if (due.length === 0) return []
    const ids = due.map(({ id }) => id)
    return tx
      .update(outboxMessage)
      .set({ nextAt: now + LEASE, attempts: sql`${outboxMessage.attempts} + 1` })
      .where(inArray(outboxMessage.id, ids))
      .returning()
  })
}

/** For as long again from `now`; undefined where it is no longer whose it was. */
export async function extendLease(
  tx: PostgresHandle,
  { id, nextAt }: Pick<OutboxMessage, 'id' | 'nextAt'>,
  now: Instant,
): Promise<number | undefined> {
  const isOwn = and(eq(outboxMessage.id, id), eq(outboxMessage.state, 'waiting'), eq(outboxMessage.nextAt, nextAt))
  const set = { nextAt: now + LEASE }
  const [kept] = await tx.update(outboxMessage).set(set).where(isOwn).returning({ nextAt: outboxMessage.nextAt })
  return kept?.nextAt
}

const before = alias(outboxMessage, 'before')

// A cancellation that overtakes its confirmation tells the wrong story: whoever is still to be told the one waits for the other.
function dueIds(db: PostgresReadHandle, now: Instant, most: number) {
  const isEarlier = or(
    lt(before.createdAt, outboxMessage.createdAt),
    and(eq(before.createdAt, outboxMessage.createdAt), lt(before.id, outboxMessage.id)),
  )
  const isSame = and(eq(before.subject, outboxMessage.subject), eq(before.recipient, outboxMessage.recipient))
  const waitsForAnother = exists(
    db
      .select({ one: sql`1` })
      .from(before)
      .where(and(isSame, eq(before.state, 'waiting'), isEarlier)),
  )
  return db
    .select({ id: outboxMessage.id })
    .from(outboxMessage)
    .where(and(eq(outboxMessage.state, 'waiting'), lte(outboxMessage.nextAt, now), not(waitsForAnother)))
    .orderBy(asc(outboxMessage.nextAt), asc(outboxMessage.createdAt), asc(outboxMessage.id))
    .limit(most)
}

export async function markSent(tx: PostgresHandle, ids: readonly string[]): Promise<void> {
  await tx
    .update(outboxMessage)
    .set({ state: 'sent', lastError: null })
    .where(inArray(outboxMessage.id, [...ids]))
}

/**
 * Puts a message that nobody took back for later, or, after the last attempt, aside for good; says which. `error`: without
 * personal data.
 */
export async function markFailed(
  tx: PostgresHandle,
  message: OutboxMessage,
  { error, now }: { error: string; now: Instant },
): Promise<'waiting' | 'dead'> {
  const state = message.attempts >= ATTEMPTS ? 'dead' : 'waiting'
  const nextAt = now + Math.min(5_000 * 3 ** (message.attempts - 1), 12 * HOUR)
  await tx.update(outboxMessage).set({ state, nextAt, lastError: error }).where(eq(outboxMessage.id, message.id))
  return state
}

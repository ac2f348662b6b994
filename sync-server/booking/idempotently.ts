import { and, eq, lte } from 'drizzle-orm'
import type { z } from 'zod'
import type { Instant } from '../../src/core/model/instant.ts'
import { DAY } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { idempotency } from '../database/schema.ts'

/** C4: one key, scoped to endpoint and link, stands for one request. */
export type RequestKey = {
  readonly endpoint: string
  readonly link: string
  readonly key: string
  readonly bodyHash: string
}

type Keeping<K> = {
  readonly key: RequestKey
  readonly now: Instant
  /** Answers of this shape are kept. Others had no effect: their key may come again with a body that was put right. */
  readonly kept: z.ZodType<K>
}

/** How long a key is remembered, in milliseconds. */
const REMEMBERED = DAY

/**
 * Does `work` once for each key and answers its later calls with what was kept; 'reused' for a key that came with another
 * body. A twin that arrives meanwhile waits until the first one's transaction has ended.
 */
export async function idempotently<K, T extends { readonly status: number }>(
  tx: PostgresHandle,
  { key, now, kept }: Keeping<K>,
  work: () => Promise<T>,
): Promise<K | T | 'reused'> {
  const same = and(eq(idempotency.endpoint, key.endpoint), eq(idempotency.link, key.link), eq(idempotency.key, key.key))
  await tx.delete(idempotency).where(and(same, lte(idempotency.expiresAt, now)))
  const first = await tx
    .insert(idempotency)
    .values({ ...key, expiresAt: now + REMEMBERED })
    .onConflictDoNothing()
    .returning({ key: idempotency.key })
  if (first.length === 0) {
    const [earlier] = await tx.select().from(idempotency).where(same)
    return earlier?.bodyHash === key.bodyHash ? kept.parse(earlier.answer) : 'reused'
  }
  const answer = await work()
  if (kept.safeParse(answer).success) await tx.update(idempotency).set({ status: answer.status, answer }).where(same)
  else await tx.delete(idempotency).where(same)
  return answer
}

/** What the first call with this key is answered, without work; false where there was one. */
export async function keepAnswer(
  tx: PostgresHandle,
  { key, now }: Pick<Keeping<never>, 'key' | 'now'>,
  answer: { readonly status: number },
): Promise<boolean> {
  const row = { ...key, expiresAt: now + REMEMBERED, status: answer.status, answer }
  const kept = await tx.insert(idempotency).values(row).onConflictDoNothing().returning({ key: idempotency.key })
  return kept.length > 0
}

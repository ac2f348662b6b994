import { and, eq, inArray, lte } from 'drizzle-orm'
import type { z } from 'zod'
import type { Instant } from '../../src/core/model/instant.ts'
import { DAY } from '../../src/core/model/instant.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
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

/** What a request was answered, whose body had this hash. */
export type KeptAnswer<K> = { readonly bodyHash: string; readonly answer: K }

/**
 * What is known by key of requests of one endpoint and link, without waiting for those that are at work; 'ended' where the 24
 * hours are over.
 */
export async function knownAnswers<K>(
  db: PostgresReadHandle,
  keys: readonly RequestKey[],
  { now, kept }: Pick<Keeping<K>, 'now' | 'kept'>,
): Promise<Map<string, KeptAnswer<K> | 'ended'>> {
  const [first] = keys
  if (!first) return new Map()
  const { endpoint, link } = first
  const named = [...new Set(keys.map(({ key }) => key))]
  const rows = await db
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.endpoint, endpoint), eq(idempotency.link, link), inArray(idempotency.key, named)))
  return new Map(
    rows.map(({ key, bodyHash, answer, expiresAt }) => [
      key,
      expiresAt <= now ? 'ended' : { bodyHash, answer: kept.parse(answer) },
    ]),
  )
}

/** What each of several requests was answered, without work. */
type Answered = { readonly key: RequestKey; readonly answer: { readonly status: number } }

/** Keeps the answers of the first calls with these keys; the answer are those of them of which nothing was known. */
export async function keepAnswers(
  tx: PostgresHandle,
  answered: readonly Answered[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  if (answered.length === 0) return new Set()
  // In one order: two processes that keep answers under the same keys do not wait for each other in a ring.
  const rows = answered
    .map(({ key, answer }) => ({ ...key, expiresAt: now + REMEMBERED, status: answer.status, answer }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const kept = await tx.insert(idempotency).values(rows).onConflictDoNothing().returning({ key: idempotency.key })
  return new Set(kept.map(({ key }) => key))
}

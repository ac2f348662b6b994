import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { outboxMessage } from '../database/schema.ts'

export type MailCounts = {
  /** Still to be sent, the ones that are not due yet among them. */
  readonly waiting: number
  /** Of these the ones whose time came more than ten seconds ago. */
  readonly late: number
  /** Given up; somebody has to look at them. */
  readonly dead: number
}

const LATE_MS = 10_000

/** What lies in the outbox, of every workspace; for those who run the server. */
export async function countMails(db: PostgresReadHandle, now: Instant): Promise<MailCounts> {
  const { state, dueAt } = outboxMessage
  const count = sql<number>`count(*)::int`
  const lateCount = sql<number>`(count(*) filter (where ${dueAt} <= ${now - LATE_MS}))::int`
  // Both states have an index of their own; the many that were sent are not looked at.
  const [waiting] = await db.select({ count, late: lateCount }).from(outboxMessage).where(eq(state, 'waiting'))
  const [dead] = await db.select({ count }).from(outboxMessage).where(eq(state, 'dead'))
  return { waiting: waiting?.count ?? 0, late: waiting?.late ?? 0, dead: dead?.count ?? 0 }
}

import { count, eq } from 'drizzle-orm'
import type { DeskReadHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'

/** How many commands wait for the server. */
export function countWaiting(db: DeskReadHandle): number {
  return db.desk.select({ number: count() }).from(outbox).where(eq(outbox.state, 'waiting')).get()?.number ?? 0
}

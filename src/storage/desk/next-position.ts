import { eq, max } from 'drizzle-orm'
import type { DeskReadHandle } from '../handle.ts'
import { keptCommand, outbox } from './desk-schema.ts'

/** The place behind all commands that wait, were refused or are kept: they may have to be run again in the order they were made. */
export function nextPosition(db: DeskReadHandle): number {
  const kept = db.desk
    .select({ last: max(keptCommand.position) })
    .from(keptCommand)
    .get()
  return Math.max(lastIn(db, 'waiting'), lastIn(db, 'refused'), kept?.last ?? 0) + 1
}

// By index: the outbox may be a year's.
function lastIn(db: DeskReadHandle, state: 'waiting' | 'refused'): number {
  const found = db.desk
    .select({ last: max(outbox.position) })
    .from(outbox)
    .where(eq(outbox.state, state))
    .get()
  return found?.last ?? 0
}

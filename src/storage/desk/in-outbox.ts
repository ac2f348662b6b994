import { inArray } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'

/** Which of these commands are this device's, and wait or were set aside. At most some hundreds. */
export function inOutbox(db: DeskReadHandle, commands: readonly CommandId[]): CommandId[] {
  if (commands.length === 0) return []
  const own = inArray(outbox.id, [...commands])
  return db.desk
    .select({ id: outbox.id })
    .from(outbox)
    .where(own)
    .all()
    .map(({ id }) => id)
}

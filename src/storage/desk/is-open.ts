import { and, eq, isNull } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localUpdate } from './desk-schema.ts'

/** Whether some update of a command has no sequence of the server's yet. By index: the outbox may be a year's. */
export function isOpen(db: DeskReadHandle, command: CommandId): boolean {
  const open = and(eq(localUpdate.command, command), isNull(localUpdate.seq))
  return db.desk.select({ n: localUpdate.n }).from(localUpdate).where(open).limit(1).get() !== undefined
}

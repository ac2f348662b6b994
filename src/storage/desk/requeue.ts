import { eq } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'
import { nextPosition } from './next-position.ts'

/** A command that was set aside waits again, behind all others. */
export function requeue(tx: DeskHandle, id: CommandId): void {
  const position = nextPosition(tx)
  tx.desk.update(outbox).set({ state: 'waiting', reason: null, position }).where(eq(outbox.id, id)).run()
}

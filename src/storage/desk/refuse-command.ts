import { eq } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox, outboxPart } from './desk-schema.ts'

/** Sets a command aside for good, with what the person entered (Y4). Its updates stay in the log until `dropUnacknowledged`. */
export function refuseCommand(tx: DeskHandle, id: CommandId, reason: string): void {
  tx.desk.update(outbox).set({ state: 'refused', reason, again: false }).where(eq(outbox.id, id)).run()
  tx.desk.delete(outboxPart).where(eq(outboxPart.command, id)).run()
}

/**
 * Sets a command aside that cannot be run again now. One that the server had taken before it was restored is tried again when
 * more of what was lost has come back.
 */
export function setAside(tx: DeskHandle, id: CommandId, reason: string): void {
  tx.desk.update(outbox).set({ state: 'refused', reason }).where(eq(outbox.id, id)).run()
  tx.desk.delete(outboxPart).where(eq(outboxPart.command, id)).run()
}

import { eq } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox, outboxPart } from './desk-schema.ts'

/** Sets a command aside with what the person entered (Y4). Its updates stay in the log until `dropUnacknowledged`. */
export function refuseCommand(tx: DeskHandle, id: CommandId, reason: string): void {
  tx.desk.update(outbox).set({ state: 'refused', reason }).where(eq(outbox.id, id)).run()
  tx.desk.delete(outboxPart).where(eq(outboxPart.command, id)).run()
}

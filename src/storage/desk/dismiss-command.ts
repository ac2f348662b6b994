import { and, eq } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'

/** Forgets a refused command; one that waits is left alone. */
export function dismissCommand(tx: DeskHandle, id: CommandId): void {
  tx.desk
    .delete(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.state, 'refused')))
    .run()
}

import { and, eq, isNotNull } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import type { Acknowledgement } from './acknowledge.ts'
import { keptCommand, keptPart, localDocument, localUpdate, outbox } from './desk-schema.ts'
import { runningTime } from './running-time.ts'

/**
 * Puts by a command of the outbox which the server has on its disk, with the sequences it got: a server that is restored from
 * an older backup gets it again. What touched no document is not kept.
 */
export function keepCommand(tx: DeskHandle, { command, parts }: Acknowledgement): void {
  const told = new Map([...heardOf(tx, command), ...parts].map((part) => [part.document, part]))
  const made = tx.desk.select().from(outbox).where(eq(outbox.id, command)).get()
  if (made === undefined || told.size === 0) return
  const { id, position, verb, input, at } = made
  const row = { id, position, verb, input, at, keptAt: runningTime(tx) }
  tx.desk.insert(keptCommand).values(row).onConflictDoUpdate({ target: keptCommand.id, set: row }).run()
  tx.desk.delete(keptPart).where(eq(keptPart.command, command)).run()
  tx.desk
    .insert(keptPart)
    .values([...told.values()].map(({ document, epoch, seq }) => ({ command, document, epoch, seq })))
    .run()
}

/** What came back in the log before the server's answer, or in place of it. */
function heardOf(tx: DeskHandle, command: CommandId): Acknowledgement['parts'] {
  const rows = tx.desk
    .select({ document: localUpdate.document, epoch: localDocument.epoch, seq: localUpdate.seq })
    .from(localUpdate)
    .innerJoin(localDocument, eq(localDocument.name, localUpdate.document))
    .where(and(eq(localUpdate.command, command), isNotNull(localUpdate.seq)))
    .all()
  return rows.map(({ document, epoch, seq }) => ({ document, epoch, seq: seq ?? 0 }))
}

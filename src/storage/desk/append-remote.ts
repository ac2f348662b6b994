import { and, eq, isNull } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { localDocument, localUpdate } from './desk-schema.ts'
import { documentState } from './document-state.ts'
import { nextN } from './next-n.ts'

export type RemoteAppend = {
  readonly document: DocumentName
  readonly epoch: number
  readonly seq: number
  readonly update: Uint8Array
  /** Of an entry that came from a device's command. */
  readonly command?: CommandId
}

/**
 * The next entry of the server's log, and the cursor behind it. `own`: it is a row that this device had written and not yet
 * heard of; it got its sequence. `known`: it was here. Throws RangeError for another epoch or a gap, which the protocol excludes.
 */
export function appendRemote(tx: DeskHandle, entry: RemoteAppend): 'stored' | 'own' | 'known' {
  const { document, epoch, seq } = entry
  const state = documentState(tx, document)
  if (state === undefined || state.epoch !== epoch) throw new RangeError(`unknown document or epoch: ${document}`)
  if (seq <= state.seq) return 'known'
  if (seq !== state.seq + 1) throw new RangeError(`gap before ${seq} in ${document}`)
  tx.desk.update(localDocument).set({ seq, known: true }).where(eq(localDocument.name, document)).run()
  if (entry.command !== undefined && numberOwn(tx, document, entry.command, seq)) return 'own'
  const row = { document, n: nextN(tx, document), seq, command: entry.command ?? null, data: entry.update }
  tx.desk.insert(localUpdate).values(row).run()
  return 'stored'
}

/** Gives the row of this device's own command its sequence; false where there is no such row. */
export function numberOwn(tx: DeskHandle, document: DocumentName, command: CommandId, seq: number): boolean {
  const mine = and(eq(localUpdate.document, document), eq(localUpdate.command, command), isNull(localUpdate.seq))
  return tx.desk.update(localUpdate).set({ seq }).where(mine).run().changes > 0
}

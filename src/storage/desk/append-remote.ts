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
 * heard of; it got its sequence. `other`: likewise, but another copy of this desk (from one backup) had made something else of
 * the command; the row says what the server's does. `known`: it was here. Throws RangeError for another epoch or a gap, which
 * the protocol excludes.
 */
export function appendRemote(tx: DeskHandle, entry: RemoteAppend): 'stored' | 'own' | 'other' | 'known' {
  const { document, epoch, seq } = entry
  const state = documentState(tx, document)
  if (state === undefined || state.epoch !== epoch) throw new RangeError(`unknown document or epoch: ${document}`)
  if (seq <= state.seq) return 'known'
  if (seq !== state.seq + 1) throw new RangeError(`gap before ${seq} in ${document}`)
  tx.desk.update(localDocument).set({ seq, known: true }).where(eq(localDocument.name, document)).run()
  const own = entry.command === undefined ? undefined : ownRow(tx, document, entry.command)
  if (entry.command !== undefined && own !== undefined) {
    const isSame = Buffer.compare(own.data, entry.update) === 0
    if (!isSame) tx.desk.update(localUpdate).set({ data: entry.update }).where(rowOf(document, own.n)).run()
    numberOwn(tx, document, entry.command, seq)
    return isSame ? 'own' : 'other'
  }
  const row = { document, n: nextN(tx, document), seq, command: entry.command ?? null, data: entry.update }
  tx.desk.insert(localUpdate).values(row).run()
  return 'stored'
}

/** Gives the row of this device's own command its sequence, where there is such a row. */
export function numberOwn(tx: DeskHandle, document: DocumentName, command: CommandId, seq: number): void {
  tx.desk.update(localUpdate).set({ seq }).where(ownUnnumbered(document, command)).run()
}

function ownRow(tx: DeskHandle, document: DocumentName, command: CommandId) {
  return tx.desk.select().from(localUpdate).where(ownUnnumbered(document, command)).get()
}

function ownUnnumbered(document: DocumentName, command: CommandId) {
  return and(eq(localUpdate.document, document), eq(localUpdate.command, command), isNull(localUpdate.seq))
}

function rowOf(document: DocumentName, n: number) {
  return and(eq(localUpdate.document, document), eq(localUpdate.n, n))
}

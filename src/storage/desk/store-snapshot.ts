import { and, eq, isNotNull } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle } from '../handle.ts'
import { localDocument, localSnapshot, localUpdate } from './desk-schema.ts'
import { documentState } from './document-state.ts'
import { nextN } from './next-n.ts'

export type RemoteSnapshot = {
  readonly document: DocumentName
  readonly epoch: number
  readonly upto: number
  readonly update: Uint8Array
}

/**
 * The server's whole document up to `upto`, in place of all that was acknowledged here; what waits stays behind it. A new
 * epoch starts a new client id.
 */
export function storeSnapshot(tx: DeskHandle, { document, epoch, upto, update }: RemoteSnapshot): void {
  const state = documentState(tx, document)
  if (state === undefined) throw new RangeError(`unknown document: ${document}`)
  const uptoN = nextN(tx, document)
  tx.desk
    .delete(localUpdate)
    .where(and(eq(localUpdate.document, document), isNotNull(localUpdate.seq)))
    .run()
  tx.desk
    .insert(localSnapshot)
    .values({ document, uptoN, data: update })
    .onConflictDoUpdate({ target: localSnapshot.document, set: { uptoN, data: update } })
    .run()
  tx.desk
    .update(localDocument)
    .set({ epoch, seq: upto, known: true, clientId: epoch === state.epoch ? (state.clientId ?? null) : null })
    .where(eq(localDocument.name, document))
    .run()
}

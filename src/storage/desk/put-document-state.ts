import type { DeskHandle } from '../handle.ts'
import { localDocument } from './desk-schema.ts'
import type { DocumentState } from './document-state.ts'

/** Writes the whole state, in place of the one that was there. */
export function putDocumentState(tx: DeskHandle, state: DocumentState): void {
  const row = { ...state, clientId: state.clientId ?? null }
  tx.desk.insert(localDocument).values(row).onConflictDoUpdate({ target: localDocument.name, set: row }).run()
}

import type { CommandId } from '../../core/model/ids.ts'
import { appendLocal } from '../../storage/desk/append-local.ts'
import { documentState } from '../../storage/desk/document-state.ts'
import { putDocumentState } from '../../storage/desk/put-document-state.ts'
import type { DeskHandle } from '../../storage/handle.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { documentName, parseDocumentName } from '../../core/document/document-name.ts'
import type { Written } from './run-command.ts'

/** What a command wrote goes into this device's log, together with the client id it was written under. */
export function appendWritten(tx: DeskHandle, command: CommandId, written: readonly Written[]): void {
  for (const { document, update } of written) {
    const { name, doc } = document
    if (document.clientId !== doc.clientID) {
      const state = documentState(tx, name) ?? {
        name,
        epoch: presentEpoch(tx, name),
        seq: 0,
        writable: true,
        known: false,
      }
      putDocumentState(tx, { ...state, clientId: doc.clientID })
      document.clientId = doc.clientID
    }
    appendLocal(tx, { document: name, command, update })
    document.bytes += update.byteLength
  }
}

/** A document that comes to be is in the epoch in which its workspace's directory is. */
function presentEpoch(tx: DeskHandle, name: DocumentName): number {
  const workspace = parseDocumentName(name)?.workspace
  return (workspace && documentState(tx, documentName({ kind: 'directory', workspace }))?.epoch) ?? 0
}

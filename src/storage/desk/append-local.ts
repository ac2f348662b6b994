import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { localUpdate, outboxPart } from './desk-schema.ts'
import { nextN } from './next-n.ts'

export type LocalAppend = {
  readonly document: DocumentName
  readonly command: CommandId
  readonly update: Uint8Array
}

/**
 * One of this device's own updates: into the document's log here, and as the command's part for that document into the outbox.
 * A command has one update for each document.
 */
export function appendLocal(tx: DeskHandle, { document, command, update }: LocalAppend): void {
  const n = nextN(tx, document)
  tx.desk.insert(localUpdate).values({ document, n, seq: null, command, data: update }).run()
  tx.desk.insert(outboxPart).values({ command, document, data: update }).run()
}

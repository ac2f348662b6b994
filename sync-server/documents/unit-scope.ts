import * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { rowsOf } from './apply-update.ts'
import { captureChange } from './capture-change.ts'
import type { TransactionScope, WriteActor } from './server-transaction.ts'
import { changeDirectory, SERVER, serverClient } from './unit-grants.ts'
import { appendEntry, openForWriting, registerClient, type Unit } from './unit-of-work.ts'

/** What the server may do itself in a transaction that is under way. */
export function unitScope(unit: Unit): TransactionScope {
  return {
    tx: unit.tx,
    read: async (name, read) => read((await openForWriting(unit, name)).doc),
    write: (name, write, actor) => writeDocument(unit, name, { write, actor: actor ?? {} }),
    putDirectory: (workspace, change) => changeDirectory(unit, workspace, change),
  }
}

async function writeDocument<T>(
  unit: Unit,
  name: DocumentName,
  { write, actor }: { write: (doc: Y.Doc) => T; actor: WriteActor },
): Promise<T> {
  const document = await openForWriting(unit, name)
  const client = serverClient(document)
  const { value, updates, touched } = captureChange(document.doc, () => write(document.doc))
  if (updates.length === 0) return value
  registerClient(unit, document, client, SERVER)
  unit.rows.push(...rowsOf(document, touched, unit.at))
  appendEntry(unit, {
    document,
    update: Y.mergeUpdates([...updates]),
    actor: actor.member ?? SERVER,
    device: actor.device,
    command: undefined,
  })
  return value
}

import * as Y from 'yjs'
import { parseDocumentName, type DocumentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { presentEpoch } from './epochs.ts'
import { agedClients, clientsOf, entriesAfter, newestSnapshot, type DocRow } from './document-log.ts'

/** A document in memory, at a sequence of its log. Used inside the lane alone; it may run ahead of the log until the commit. */
export type OpenDocument = {
  readonly name: DocumentName
  readonly ref: DocumentRef
  doc: Y.Doc
  /** Undefined until its first entry is stored. */
  id: number | undefined
  readonly epoch: number
  seq: number
  /** Of its newest snapshot and of what was stored since. */
  bytes: number
  /** The log since its newest snapshot, and how large that one is. */
  readonly tail: { rows: number; bytes: number; snapshot: number }
  /** Whose the client ids are that have written here. */
  readonly owners: Map<number, string>
  /** Those that began in an epoch before this one: no device goes on under them. */
  readonly aged: ReadonlySet<number>
  /** An update was refused after it had been applied: what comes next is tried on a copy. */
  wary: boolean
}

export type OpenDocuments = {
  /** The document as `row` says it stands in the log; undefined `row`: nothing is stored yet. */
  at(tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<OpenDocument>
  /** The same, read from the log anew and not kept. */
  fresh(tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<Y.Doc>
  /** What is in memory is no longer what the log says. */
  discard(name: DocumentName): void
  /** It is in memory, and nothing was refused that had been applied to it. */
  isCalm(name: DocumentName): boolean
  /** Lets go of idle documents, and of those used longest ago until the rest fits. Never call while one is in use. */
  trim(): void
}

type Keeping = {
  /** Of stored updates; a Y.Doc takes about ten times that in memory. */
  readonly maxBytes: number
  /** Milliseconds that never go back. */
  readonly monotonic?: () => number
  /** Somebody is connected who reads it. */
  readonly isRead?: (name: DocumentName) => boolean
}

/** What nobody is connected to leaves memory when it has not been used for so long. */
const IDLE_MS = 30_000

export function createOpenDocuments({ maxBytes, monotonic = () => 0, isRead = () => false }: Keeping): OpenDocuments {
  const open = new Map<DocumentName, OpenDocument>()
  const usedAt = new Map<DocumentName, number>()

  const discard = (name: DocumentName): void => {
    open.get(name)?.doc.destroy()
    open.delete(name)
    usedAt.delete(name)
  }
  const at = async (tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<OpenDocument> => {
    const cached = open.get(name)
    const usable = cached !== undefined && cached.id === row?.id && (row === undefined || reaches(cached, row))
    // Others may have let go of entries that this process has not read: their snapshot says the same.
    const kept = usable && (await catchUp(tx, cached, row)) ? cached : undefined
    if (!kept) discard(name)
    const document = kept ?? (await read(tx, name, row))
    open.delete(name)
    open.set(name, document)
    usedAt.set(name, monotonic())
    return document
  }
  const fresh = async (tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<Y.Doc> => {
    return (await read(tx, name, row)).doc
  }
  const trim = (): void => {
    const idleSince = monotonic() - IDLE_MS
    for (const [name, at] of usedAt) if (at < idleSince && !isRead(name)) discard(name)
    let total = [...open.values()].reduce((sum, document) => sum + weightOf(document), 0)
    for (const [name, document] of open) {
      if (total <= maxBytes) return
      total -= weightOf(document)
      discard(name)
    }
  }
  const isCalm = (name: DocumentName): boolean => open.get(name)?.wary === false
  return { at, fresh, discard, isCalm, trim }
}

// An empty one takes something too.
function weightOf({ bytes }: OpenDocument): number {
  return bytes + 4_096
}

function reaches(document: OpenDocument, row: DocRow): boolean {
  return document.epoch === row.epoch && document.seq <= row.head
}

async function load(tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<OpenDocument> {
  const ref = parseDocumentName(name)
  if (!ref) throw new RangeError('not a document name')
  const epoch = row?.epoch ?? (await presentEpoch(tx, ref))
  const empty = { name, ref, doc: new Y.Doc(), id: row?.id, epoch, seq: 0, bytes: row?.bytes ?? 0, wary: false }
  if (!row) return { ...empty, owners: new Map(), aged: new Set(), tail: { rows: 0, bytes: 0, snapshot: 0 } }
  const owners = await clientsOf(tx, row.id)
  const aged = row.epoch > 0 ? await agedClients(tx, row.id, row.epoch) : new Set<number>()
  const snapshot = await newestSnapshot(tx, row.id)
  if (snapshot) Y.applyUpdate(empty.doc, snapshot.data)
  const tail = { rows: 0, bytes: 0, snapshot: snapshot?.data.byteLength ?? 0 }
  return { ...empty, seq: snapshot?.upto ?? 0, owners, aged, tail }
}

export function lengthenTail({ tail }: OpenDocument, update: Uint8Array): void {
  tail.rows += 1
  tail.bytes += update.byteLength
}

async function read(tx: PostgresReadHandle, name: DocumentName, row: DocRow | undefined): Promise<OpenDocument> {
  const document = await load(tx, name, row)
  // What we would make of it lacks something, and would be kept as a snapshot: better not to serve it.
  if (!(await catchUp(tx, document, row)))
    throw new Error(`hole in the log of document ${row?.id} after ${document.seq}`)
  return document
}

/** Another process has written, or we have just begun to read. False: the log goes on behind a hole; the document is of no use. */
async function catchUp(tx: PostgresReadHandle, document: OpenDocument, row: DocRow | undefined): Promise<boolean> {
  if (row === undefined || document.seq >= row.head) return true
  while (document.seq < row.head) {
    const entries = await entriesAfter(tx, row.id, document.seq)
    if (entries.length === 0) return false
    for (const { seq, update } of entries) {
      if (seq !== document.seq + 1) return false
      Y.applyUpdate(document.doc, update)
      document.seq = seq
      lengthenTail(document, update)
    }
  }
  document.bytes = row.bytes
  for (const [client, owner] of await clientsOf(tx, row.id)) document.owners.set(client, owner)
  return true
}

import * as Y from 'yjs'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { SharedDocument } from '../../core/document/shared-document.ts'
import { documentState } from '../../storage/desk/document-state.ts'
import { loadUpdates } from '../../storage/desk/load-updates.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'

export type OpenDocument = {
  readonly name: DocumentName
  readonly doc: SharedDocument
  /** The client id that is on disk; what the document writes with is `doc.clientID`. */
  clientId: number | undefined
  /** About how long its log is: what was loaded, and what has come since. */
  bytes: number
}

/** Documents in memory, loaded when they are asked for. Only the lane may touch them. */
export type OpenDocuments = {
  open(name: DocumentName): OpenDocument
  /** What is in memory may not be what is on disk: the next `open` loads. */
  discard(names: Iterable<DocumentName>): void
  /** Lets go of those that were not asked for the longest. Never in the middle of work on documents. */
  trim(): void
}

// A document takes about ten times its log in memory.
const MAX_BYTES = 12_000_000
const MAX_DOCUMENTS = 300

export function createOpenDocuments(db: DeskReadHandle): OpenDocuments {
  // In the order of their last use.
  const open = new Map<DocumentName, OpenDocument>()
  return {
    open: (name) => {
      const found = open.get(name) ?? loadDocument(db, name)
      open.delete(name)
      open.set(name, found)
      return found
    },
    discard: (names) => {
      for (const name of names) open.delete(name)
    },
    trim: () => {
      let bytes = [...open.values()].reduce((sum, one) => sum + one.bytes, 0)
      // The one in use stays, however large: it would be loaded anew for every change.
      for (const [name, one] of [...open].slice(0, -1)) {
        if (bytes <= MAX_BYTES && open.size <= MAX_DOCUMENTS) return
        open.delete(name)
        bytes -= one.bytes
      }
    },
  }
}

/** A document as it is on disk; an empty one where there is nothing. */
export function loadDocument(db: DeskReadHandle, name: DocumentName): OpenDocument {
  const { snapshot, updates } = loadUpdates(db, name)
  const parts = [...(snapshot === undefined ? [] : [snapshot]), ...updates.map((update) => update.data)]
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part)
  })
  const clientId = documentState(db, name)?.clientId
  // After loading: one that is set before is silently replaced when its own updates come in.
  if (clientId !== undefined) doc.clientID = clientId
  return { name, doc, clientId, bytes: parts.reduce((sum, part) => sum + part.byteLength, 0) }
}

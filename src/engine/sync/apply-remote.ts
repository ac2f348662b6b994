import * as Y from 'yjs'
import type { DocumentName } from '../../core/document/document-name.ts'
import { hasPending } from '../../core/document/has-pending.ts'
import type { RootName, SharedDocument } from '../../core/document/shared-document.ts'
import { touchedEntities } from '../../core/document/touched-entities.ts'
import type { RowChange } from '../../core/projections/rows.ts'
import type { Desk } from '../desk/desk.ts'
import { projectDocument } from '../desk/project-document.ts'

/** A document threw while an update was applied: what is in memory is half of something, and must be loaded anew. */
export class SpoiltDocument extends Error {}

/** `swift`: as they come; throws SpoiltDocument. `careful`: each is tried on a copy first, and left out where it throws. */
export type Manner = 'swift' | 'careful'

export type AppliedRemote = {
  readonly rows: readonly RowChange[]
  /** What is to be kept of each update: an unreadable one leaves nothing behind but its place in the log. */
  readonly kept: readonly Uint8Array[]
}

// Yjs V1: no structs, no deletions.
const EMPTY = Uint8Array.of(0, 0)

/** Applies what others wrote to a document in memory. No peer, and no server either, can bring the engine down by it. */
export function applyRemote(
  desk: Desk,
  name: DocumentName,
  updates: readonly Uint8Array[],
  manner: Manner,
): AppliedRemote {
  const document = desk.documents.open(name)
  const { doc } = document
  const kept = updates.map((update) => (isReadable(update, doc, manner) ? update : EMPTY))
  // While something was missing nothing was projected: once it is there, everything is.
  const behind = hasPending(doc)
  const touched = applyAll(doc, kept)
  document.bytes += kept.reduce((sum, update) => sum + update.byteLength, 0)
  return { rows: projectDocument(document, behind ? 'all' : touched, desk.horizon()), kept }
}

function isReadable(update: Uint8Array, doc: SharedDocument, manner: Manner): boolean {
  try {
    Y.decodeUpdate(update)
    if (manner === 'careful') Y.applyUpdate(copyOf(doc), update)
    return true
  } catch {
    return false
  }
}

function copyOf(doc: SharedDocument): SharedDocument {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function applyAll(doc: SharedDocument, updates: readonly Uint8Array[]): ReadonlyMap<RootName, ReadonlySet<string>> {
  let touched: ReadonlyMap<RootName, ReadonlySet<string>> = new Map()
  const keep = (transaction: Y.Transaction) => {
    touched = touchedEntities(transaction)
  }
  doc.once('afterTransaction', keep)
  try {
    // Not local: Yjs then notices where a reused client id comes back.
    Y.transact(doc, () => updates.forEach((update) => Y.applyUpdate(doc, update)), 'remote', false)
  } catch (error) {
    throw new SpoiltDocument('an update could not be applied', { cause: error })
  }
  return touched
}

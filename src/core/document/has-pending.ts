import type { SharedDocument } from './shared-document.ts'

/** Whether updates wait for others that have not arrived: such a document must not be projected, keys vanish during a gap. */
export function hasPending(doc: SharedDocument): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}

import type * as Y from 'yjs'
import type { RootName } from '../../src/core/document/shared-document.ts'
import { touchedEntities } from '../../src/core/document/touched-entities.ts'

export type Touched = Map<RootName, Set<string>>

export type Change<T> = {
  readonly value: T
  /** The bytes of the update events: encoding the document anew may say more than what was changed (dependencies.md). */
  readonly updates: readonly Uint8Array[]
  readonly touched: Touched
}

/** Runs `work` on `doc` and says what it changed. */
export function captureChange<T>(doc: Y.Doc, work: () => T): Change<T> {
  const updates: Uint8Array[] = []
  const touched: Touched = new Map()
  const onUpdate = (update: Uint8Array): void => {
    updates.push(update)
  }
  const onTransaction = (transaction: Y.Transaction): void => addTouched(touched, touchedEntities(transaction))
  doc.on('update', onUpdate)
  doc.on('afterTransaction', onTransaction)
  try {
    return { value: work(), updates, touched }
  } finally {
    doc.off('update', onUpdate)
    doc.off('afterTransaction', onTransaction)
  }
}

/** Runs `work` on `doc` and says which entities it changed; what the change is worth in bytes is not asked. */
export function captureTouched(doc: Y.Doc, work: () => void): Touched {
  const touched: Touched = new Map()
  const onTransaction = (transaction: Y.Transaction): void => addTouched(touched, touchedEntities(transaction))
  doc.on('afterTransaction', onTransaction)
  try {
    work()
    return touched
  } finally {
    doc.off('afterTransaction', onTransaction)
  }
}

/** Adds `more` to `touched`. */
export function addTouched(touched: Touched, more: Touched): void {
  for (const [root, ids] of more) {
    const all = touched.get(root) ?? new Set()
    for (const id of ids) all.add(id)
    touched.set(root, all)
  }
}

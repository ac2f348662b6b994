import * as Y from 'yjs'

/**
 * One update that says what `updates` (all of a log, in order, from its beginning) say together. Through a real document, so
 * that what was deleted is collected; reloaded and compared before anyone lets go of the log. Throws where they differ.
 */
export function foldUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const whole = documentOf(updates)
  const folded = Y.encodeStateAsUpdate(whole)
  const again = documentOf([folded])
  const same = Y.equalSnapshots(Y.snapshot(whole), Y.snapshot(again))
  whole.destroy()
  again.destroy()
  if (!same) throw new Error('a folded document differs from its log')
  return folded
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

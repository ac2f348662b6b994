import { and, asc, eq, isNotNull } from 'drizzle-orm'
import * as Y from 'yjs'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle } from '../handle.ts'
import { localSnapshot, localUpdate } from './desk-schema.ts'

/**
 * Folds the acknowledged part of a document's log into its snapshot; what waits stays as it is. Through a real document, so
 * that what was deleted is collected; reloaded and compared before a row is let go. Throws where they differ.
 */
export function compact(tx: DeskHandle, document: DocumentName): void {
  const before = tx.desk.select().from(localSnapshot).where(eq(localSnapshot.document, document)).get()
  const acknowledged = and(eq(localUpdate.document, document), isNotNull(localUpdate.seq))
  const rows = tx.desk.select().from(localUpdate).where(acknowledged).orderBy(asc(localUpdate.n)).all()
  const last = rows.at(-1)?.n
  if (last === undefined) return

  const uptoN = Math.max(last, before?.uptoN ?? 0)
  const data = folded([...(before ? [before.data] : []), ...rows.map((row) => row.data)])
  tx.desk
    .insert(localSnapshot)
    .values({ document, uptoN, data })
    .onConflictDoUpdate({ target: localSnapshot.document, set: { uptoN, data } })
    .run()
  tx.desk.delete(localUpdate).where(acknowledged).run()
}

function folded(updates: readonly Uint8Array[]): Uint8Array {
  const whole = documentOf(updates)
  const data = Y.encodeStateAsUpdate(whole)
  const again = documentOf([data])
  const same = Y.equalSnapshots(Y.snapshot(whole), Y.snapshot(again))
  whole.destroy()
  again.destroy()
  if (!same) throw new Error('a compacted document differs from its log')
  return data
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

import { and, desc, eq, lt, lte } from 'drizzle-orm'
import * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { doc, docSnapshot, docUpdate } from '../database/schema.ts'
import { lockDocuments } from './document-log.ts'
import type { OpenDocuments } from './open-document.ts'

/**
 * Replaces the older part of a document's log by a snapshot: a new one is made and verified, then the entries below the one
 * before it are let go of, in one transaction under the row lock. Two snapshots are kept. Answers with the snapshot's size. Inside the lane alone.
 */
export async function compactDocument(
  store: PostgresStore,
  documents: OpenDocuments,
  name: DocumentName,
): Promise<number> {
  return store.tx(async (tx) => {
    const [row] = await lockDocuments(tx, [name], 'update')
    if (!row) return 0
    const { doc: document } = await documents.at(tx, name, row)
    const data = Y.encodeStateAsUpdate(document)
    if (!covers(data, document)) throw new Error(`the snapshot of document ${row.id} lost something`)
    const [previous] = await tx
      .select({ upto: docSnapshot.upto })
      .from(docSnapshot)
      .where(eq(docSnapshot.doc, row.id))
      .orderBy(desc(docSnapshot.upto))
      .limit(1)
    if (previous?.upto === row.head) return data.byteLength
    const vector = Y.encodeStateVector(document)
    await tx.insert(docSnapshot).values({ doc: row.id, upto: row.head, data, vector })
    await tx.update(doc).set({ bytes: data.byteLength }).where(eq(doc.id, row.id))
    if (!previous) return data.byteLength
    await tx.delete(docUpdate).where(and(eq(docUpdate.doc, row.id), lte(docUpdate.seq, previous.upto)))
    await tx.delete(docSnapshot).where(and(eq(docSnapshot.doc, row.id), lt(docSnapshot.upto, previous.upto)))
    return data.byteLength
  })
}

/** Read again, it holds and deletes exactly what the document does. */
function covers(data: Uint8Array, doc: Y.Doc): boolean {
  const again = new Y.Doc()
  Y.applyUpdate(again, data)
  const isSame = Y.equalSnapshots(Y.snapshot(again), Y.snapshot(doc))
  again.destroy()
  return isSame
}

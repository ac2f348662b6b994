import { desc, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { docSnapshot } from '../database/schema.ts'
import { documentRow, entriesAfter } from './document-log.ts'
import type { DocumentState } from './sync-deps.ts'

const NO_CLIENTS = Uint8Array.of(0)
const NO_UPDATE = Uint8Array.of(0, 0)

/**
 * All of a document for somebody who has nothing of it: the newest snapshot and what was stored since, as they lie there. No
 * document is built for it.
 */
export async function storedState(db: PostgresReadHandle, name: DocumentName): Promise<DocumentState> {
  const row = await documentRow(db, name)
  if (!row) return { seq: 0, vector: NO_CLIENTS, before: [], missing: NO_UPDATE }
  const [snapshot] = await db
    .select()
    .from(docSnapshot)
    .where(eq(docSnapshot.doc, row.id))
    .orderBy(desc(docSnapshot.upto))
    .limit(1)
  const parts = snapshot ? [snapshot.data] : []
  const clocks = new Map(snapshot ? Y.decodeStateVector(snapshot.vector) : [])
  let seq = snapshot?.upto ?? 0
  for (;;) {
    const entries = await entriesAfter(db, row.id, seq)
    for (const entry of entries) {
      if (entry.seq !== seq + 1) throw new Error(`hole in the log of document ${row.id} after ${seq}`)
      seq = entry.seq
      parts.push(entry.update)
      for (const [client, clock] of Y.parseUpdateMeta(entry.update).to) {
        clocks.set(client, Math.max(clock, clocks.get(client) ?? 0))
      }
    }
    if (entries.length === 0) break
  }
  const missing = parts.pop() ?? NO_UPDATE
  return { seq, vector: Y.encodeStateVector(clocks), before: parts, missing }
}

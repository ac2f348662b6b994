import { and, desc, eq, lt, lte } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { doc, docSnapshot, docUpdate } from '../database/schema.ts'
import { documentRow, entriesAfter, lockDocuments, newestSnapshot, type DocRow } from './document-log.ts'
import type { Folded, Folder } from './folder.ts'

export type Compacted = {
  /** The last sequence that is in the snapshot. */
  readonly upto: number
  readonly snapshotBytes: number
  /** By how much the document takes less room than before. */
  readonly freed: number
}

type Deps = { readonly store: PostgresStore; readonly folder: Folder }
/** `whole`: nothing of the log and of earlier snapshots stays, so that what was deleted is gone. */
type Manner = 'gentle' | 'whole'

/**
 * Replaces the older part of a document's log by a snapshot. It is made of what is in the log, verified in the thread that
 * makes it, while others write on; then it goes in, and the entries below the snapshot before it are let go of, in one
 * transaction under the row lock. Two snapshots are kept. Undefined where there is nothing to do, or another process was
 * quicker. Throws where the log has a hole.
 */
export async function compactDocument(
  { store, folder }: Deps,
  name: DocumentName,
  manner: Manner = 'gentle',
): Promise<Compacted | undefined> {
  const row = await documentRow(store.read, name)
  if (!row) return undefined
  const log = await readLog(store.read, row)
  if (!log || (log.before === row.head && manner === 'gentle')) return undefined
  const folded = await folder.fold(log.updates)
  return store.tx((tx) => putSnapshot(tx, { row, folded, before: log.before, manner }))
}

/** `before`: where the newest snapshot ends, 0 where there is none. */
type Log = { readonly before: number; readonly updates: readonly Uint8Array[] }

/** Undefined where another process compacted it while we read. */
async function readLog(db: PostgresReadHandle, row: DocRow): Promise<Log | undefined> {
  const snapshot = await newestSnapshot(db, row.id)
  const before = snapshot?.upto ?? 0
  const updates = snapshot ? [snapshot.data] : []
  for (let seq = before; seq < row.head;) {
    const entries = await entriesAfter(db, row.id, seq)
    for (const entry of entries.filter((one) => one.seq <= row.head)) {
      if (entry.seq !== seq + 1) return holeIn(db, row, before)
      updates.push(entry.update)
      seq = entry.seq
    }
    if (entries.length === 0) return holeIn(db, row, before)
  }
  return { before, updates }
}

async function holeIn(db: PostgresReadHandle, row: DocRow, before: number): Promise<undefined> {
  const newest = await newestSnapshot(db, row.id)
  if ((newest?.upto ?? 0) === before) throw new Error(`hole in the log of document ${row.id} after ${before}`)
}

type Made = {
  readonly row: DocRow
  readonly folded: Folded
  readonly before: number
  readonly manner: Manner
}

async function putSnapshot(tx: PostgresHandle, { row, folded, before, manner }: Made): Promise<Compacted | undefined> {
  const { data, vector } = folded
  const [now] = await lockDocuments(tx, [row.name], 'update')
  const [newest] = await tx
    .select({ upto: docSnapshot.upto })
    .from(docSnapshot)
    .where(eq(docSnapshot.doc, row.id))
    .orderBy(desc(docSnapshot.upto))
    .limit(1)
  if (now?.epoch !== row.epoch || (newest?.upto ?? 0) !== before) return undefined
  const freed = row.bytes - data.byteLength
  await tx.delete(docSnapshot).where(and(eq(docSnapshot.doc, row.id), eq(docSnapshot.upto, row.head)))
  await tx.insert(docSnapshot).values({ doc: row.id, upto: row.head, data, vector })
  await tx
    .update(doc)
    .set({ bytes: now.bytes - freed })
    .where(eq(doc.id, row.id))
  const keep = manner === 'whole' ? row.head : before
  await tx.delete(docUpdate).where(and(eq(docUpdate.doc, row.id), lte(docUpdate.seq, keep)))
  await tx.delete(docSnapshot).where(and(eq(docSnapshot.doc, row.id), lt(docSnapshot.upto, keep)))
  return { upto: row.head, snapshotBytes: data.byteLength, freed }
}

import { and, asc, desc, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { CommandId, type WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { clientOwner, doc, docSnapshot, docUpdate } from '../database/schema.ts'
import { beganColumn, type Began } from './epochs.ts'
import type { LogEntry } from './log-entry.ts'

// The durable log of the documents, as SQL. Sequences are taken under the row lock of `doc` (lockDocuments), so entries of a
// document become visible in the order of their sequences.

export type DocRow = typeof doc.$inferSelect

const PIECE_ROWS = 500
const PIECE_BYTES = 1_024 * 1_024

/** Rows of the documents that exist, locked until the end of the transaction, in the order of their ids. */
export async function lockDocuments(
  tx: PostgresHandle,
  names: readonly DocumentName[],
  strength: 'update' | 'share',
): Promise<DocRow[]> {
  if (names.length === 0) return []
  return tx
    .select()
    .from(doc)
    .where(inArray(doc.name, [...names]))
    .orderBy(asc(doc.id))
    .for(strength)
}

export async function documentRow(db: PostgresReadHandle, name: DocumentName): Promise<DocRow | undefined> {
  const [row] = await db.select().from(doc).where(eq(doc.name, name))
  return row
}

export type HeadRow = DocRow & { readonly began: readonly Began[] }

export async function headsOf(db: PostgresReadHandle, workspaces: readonly WorkspaceId[]): Promise<HeadRow[]> {
  return workspaces.length === 0 ? [] : heads(db, inArray(doc.workspace, [...workspaces]))
}

export async function headsOfRows(db: PostgresReadHandle, ids: readonly number[]): Promise<HeadRow[]> {
  return ids.length === 0 ? [] : heads(db, inArray(doc.id, [...ids]))
}

async function heads(db: PostgresReadHandle, wanted: SQL): Promise<HeadRow[]> {
  const rows = await db.select({ row: doc, began: beganColumn }).from(doc).where(wanted)
  return rows.map(({ row, began }) => Object.assign(row, { began: began.map(([epoch, from]) => ({ epoch, from })) }))
}

/** Entries after `seq`, ascending: at most 500, and no more than one beyond 1 MB. */
export async function entriesAfter(db: PostgresReadHandle, id: number, seq: number): Promise<LogEntry[]> {
  const sizes = await db
    .select({ seq: docUpdate.seq, bytes: sql<number>`octet_length(${docUpdate.data})` })
    .from(docUpdate)
    .where(and(eq(docUpdate.doc, id), gt(docUpdate.seq, seq)))
    .orderBy(asc(docUpdate.seq))
    .limit(PIECE_ROWS)
  const last = lastWithin(sizes)
  if (last === undefined) return []
  const rows = await db
    .select({ seq: docUpdate.seq, update: docUpdate.data, command: docUpdate.command })
    .from(docUpdate)
    .where(and(eq(docUpdate.doc, id), gt(docUpdate.seq, seq), lte(docUpdate.seq, last)))
    .orderBy(asc(docUpdate.seq))
  return rows.map(({ seq, update, command }) => ({ seq, update, command: CommandId.safeParse(command).data }))
}

function lastWithin(sizes: readonly { seq: number; bytes: number }[]): number | undefined {
  let bytes = 0
  const beyond = sizes.findIndex((row) => (bytes += row.bytes) > PIECE_BYTES)
  return sizes[beyond === -1 ? sizes.length - 1 : beyond]?.seq
}

export async function newestSnapshot(
  db: PostgresReadHandle,
  id: number,
): Promise<{ upto: number; data: Uint8Array } | undefined> {
  const [found] = await db
    .select({ upto: docSnapshot.upto, data: docSnapshot.data })
    .from(docSnapshot)
    .where(eq(docSnapshot.doc, id))
    .orderBy(desc(docSnapshot.upto))
    .limit(1)
  return found
}

export type StoredPart = {
  readonly doc: number
  readonly seq: number
  readonly command: string | null
  readonly device: string | null
}

/** Entries of these documents that carry one of these command ids. */
export async function entriesOfCommands(
  tx: PostgresHandle,
  docs: readonly number[],
  commands: readonly CommandId[],
): Promise<StoredPart[]> {
  if (docs.length === 0 || commands.length === 0) return []
  return tx
    .select({ doc: docUpdate.doc, seq: docUpdate.seq, command: docUpdate.command, device: docUpdate.device })
    .from(docUpdate)
    .where(and(inArray(docUpdate.doc, [...docs]), inArray(docUpdate.command, [...commands])))
}

export async function clientsOf(db: PostgresReadHandle, id: number): Promise<Map<number, string>> {
  const rows = await db.select().from(clientOwner).where(eq(clientOwner.doc, id))
  return new Map(rows.map((row) => [row.client, row.device]))
}

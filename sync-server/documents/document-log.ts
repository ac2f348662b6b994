import { and, asc, desc, eq, gt, inArray, lt, lte, sql, type SQL } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { CommandId, type WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { arrayText, runNamed } from '../../src/storage/named-statement.ts'
import { clientOwner, doc, docSnapshot, docUpdate } from '../database/schema.ts'
import { plainBytes } from '../../src/storage/plain-bytes.ts'
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
  const rows = await runNamed<RawRow>(tx, strength === 'update' ? LOCK_FOR_UPDATE : LOCK_FOR_SHARE, [arrayText(names)])
  return rows.map(({ workspace, name, ...row }) => ({
    workspace,
    name,
    id: Number(row.id),
    head: Number(row.head),
    epoch: Number(row.epoch),
    bytes: Number(row.bytes),
    deletedAt: row.deletedAt === null ? null : Number(row.deletedAt),
  }))
}

/** PostgreSQL's driver gives whole numbers of 64 bits as texts. */
type RawRow = {
  readonly [K in keyof DocRow]: number extends DocRow[K] ? Exclude<DocRow[K], number> | string : DocRow[K]
}

const LOCK_FOR_UPDATE = { name: 'lock_documents', text: lockText('update') }
const LOCK_FOR_SHARE = { name: 'share_documents', text: lockText('share') }

function lockText(strength: 'update' | 'share'): string {
  return `select id, workspace, name, head, epoch, bytes, deleted_at as "deletedAt" from doc
    where name = any($1::text::text[]) order by id for ${strength}`
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

export async function headsOfNames(db: PostgresReadHandle, names: readonly DocumentName[]): Promise<HeadRow[]> {
  return names.length === 0 ? [] : heads(db, inArray(doc.name, [...names]))
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
  readonly actor: string
  readonly update: Uint8Array
}

const ENTRIES_OF_COMMANDS = {
  name: 'entries_of_commands',
  text: `select u.doc, u.seq, u.command, u.actor, u.data as "update"
    from unnest($1::text::bigint[], $2::text::text[]) as asked(doc, command)
    join doc_update u on u.doc = asked.doc and u.command = asked.command`,
}

/** Entries that carry such a command's id in such a document. */
export async function entriesOfCommands(
  tx: PostgresHandle,
  asked: readonly { readonly doc: number; readonly command: CommandId }[],
): Promise<StoredPart[]> {
  if (asked.length === 0) return []
  type Raw = Omit<StoredPart, 'doc' | 'seq'> & { readonly doc: string; readonly seq: string }
  const rows = await runNamed<Raw>(tx, ENTRIES_OF_COMMANDS, [
    arrayText(asked.map(({ doc }) => doc)),
    arrayText(asked.map(({ command }) => command)),
  ])
  return rows.map(({ doc, seq, command, actor, update }) => ({
    doc: Number(doc),
    seq: Number(seq),
    command,
    actor,
    update: plainBytes(update),
  }))
}

export async function clientsOf(db: PostgresReadHandle, id: number): Promise<Map<number, string>> {
  const rows = await db.select().from(clientOwner).where(eq(clientOwner.doc, id))
  return new Map(rows.map((row) => [row.client, row.device]))
}

/** Client ids under which somebody wrote in an epoch before `epoch`. */
export async function agedClients(db: PostgresReadHandle, id: number, epoch: number): Promise<Set<number>> {
  const rows = await db
    .select({ client: clientOwner.client })
    .from(clientOwner)
    .where(and(eq(clientOwner.doc, id), lt(clientOwner.epoch, epoch)))
  return new Set(rows.map(({ client }) => client))
}

import { and, inArray, sql } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { CommandId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { plainBytes } from '../../src/storage/plain-bytes.ts'
import { doc, docSnapshot, docUpdate } from '../database/schema.ts'
import type { LogEntry, LogPiece } from './log-entry.ts'

/** A reader's place in a document's log. */
export type LogPlace = { readonly document: DocumentName; readonly after: number }
/** What follows there, in order; nothing: the log ends there. */
export type LogAnswer = { readonly document: DocumentName; readonly pieces: readonly LogPiece[] }

const MOST_PLACES = 500
/** Of one document at a time; behind more, its snapshot is shorter. */
const MOST_EACH = 500
const MOST_ROWS = 2_000
const MOST_BYTES = 1_024 * 1_024

/**
 * What follows at `places`, for as many of the first as fit together: about 2,000 entries, 1 MB of entries and 1 MB of
 * snapshots, and at least one. Three statements at most, however many documents; none of them is loaded.
 */
export async function readLogs(db: PostgresReadHandle, places: readonly LogPlace[]): Promise<LogAnswer[]> {
  const plans = withinOneTurn(await planned(db, places.slice(0, MOST_PLACES)))
  const entries = await entriesFor(db, plans)
  const read = thoseRead(plans, entries)
  const holed = read.filter(({ id, start, head }) => head > start && entries.get(id)?.[0]?.seq !== start + 1)
  const snapshots = await newestOf(db, [...read.filter(isServedWhole), ...holed])
  return read.map((plan) => ({
    document: plan.document,
    pieces: [...piecesOf(plan, snapshots.get(plan.id), entries.get(plan.id) ?? [])],
  }))
}

type Plan = LogPlace & {
  readonly id: number
  readonly epoch: number
  readonly head: number
  /** Where its entries begin: behind its snapshot, where that is sent. */
  readonly start: number
  readonly snapshotBytes: number
}
type Standing = { place: number; id: number; epoch: number; head: number; next: number | null }
type Snapshotted = { upto: number | null; bytes: number | null }

async function planned(db: PostgresReadHandle, places: readonly LogPlace[]): Promise<Plan[]> {
  if (places.length === 0) return []
  const asked = JSON.stringify(places.map(({ document, after }, place) => ({ name: document, after, place })))
  const { rows } = await db.execute<Standing & Snapshotted>(
    sql`select w.place, d.id::float8 as id, d.epoch::float8 as epoch, d.head::float8 as head,
          (select min(u.seq) from ${docUpdate} u where u.doc = d.id and u.seq > w.after)::float8 as next,
          s.upto::float8 as upto, s.bytes
        from jsonb_to_recordset(${asked}::jsonb) as w(name text, after bigint, place int)
        join ${doc} d on d.name = w.name
        left join lateral (
          select upto, octet_length(data) as bytes from ${docSnapshot} where doc = d.id order by upto desc limit 1
        ) s on true`,
  )
  const found = new Map(rows.map((row) => [row.place, row]))
  const none = { id: 0, epoch: 0, head: 0, next: null, upto: null, bytes: null }
  return places.map((place, n) => planOf(place, found.get(n) ?? none))
}

/** A snapshot is sent to a newcomer, to whoever is far behind, and where the log before it is gone. */
function planOf(place: LogPlace, { id, epoch, head, next, upto, bytes }: Omit<Standing, 'place'> & Snapshotted): Plan {
  const { after } = place
  const isFar = after === 0 || head - after > MOST_EACH
  const isGone = next !== after + 1 && head > after
  const whole = upto !== null && upto > after && (isFar || isGone)
  return { ...place, id, epoch, head, start: whole ? upto : after, snapshotBytes: whole ? (bytes ?? 0) : 0 }
}

function isServedWhole({ start, after }: Plan): boolean {
  return start > after
}

function withinOneTurn(plans: readonly Plan[]): readonly Plan[] {
  let rows = 0
  let bytes = 0
  const beyond = plans.findIndex(({ head, start, snapshotBytes }, n) => {
    rows += Math.min(Math.max(head - start, 0), MOST_EACH)
    bytes += snapshotBytes
    return n > 0 && (rows > MOST_ROWS || bytes > MOST_BYTES)
  })
  return beyond === -1 ? plans : plans.slice(0, beyond)
}

/** Of what no entry was read for want of bytes nothing is said: that would be its end. */
function thoseRead(plans: readonly Plan[], entries: ReadonlyMap<number, readonly LogEntry[]>): readonly Plan[] {
  let bytes = 0
  for (const own of entries.values()) for (const { update } of own) bytes += update.byteLength
  return bytes < MOST_BYTES ? plans : plans.slice(0, plans.findLastIndex(({ id }) => entries.has(id)) + 1)
}

type EntryRow = { doc: number; seq: number; data: Uint8Array; command: string | null }

async function entriesFor(db: PostgresReadHandle, plans: readonly Plan[]): Promise<Map<number, LogEntry[]>> {
  const grown = plans.filter(({ head, start }) => head > start)
  if (grown.length === 0) return new Map()
  const asked = JSON.stringify(grown.map(({ id, start }, place) => ({ id, start, place })))
  // In order up to the bytes of one turn: what is read is a beginning of what is asked, without holes.
  const { rows } = await db.execute<EntryRow>(
    sql`select doc::float8 as doc, seq::float8 as seq, data, command from (
          select w.place, u.*, sum(octet_length(u.data)) over (order by w.place, u.seq) - octet_length(u.data) as before
          from jsonb_to_recordset(${asked}::jsonb) as w(id bigint, start bigint, place int)
          cross join lateral (
            select doc, seq, data, command from ${docUpdate} where doc = w.id and seq > w.start order by seq limit ${MOST_EACH}
          ) u
        ) counted where before < ${MOST_BYTES} order by place, seq`,
  )
  return Map.groupBy(rows.map(entryOf), (entry) => entry.doc)
}

function entryOf({ doc: id, seq, data, command }: EntryRow) {
  return { doc: id, seq, update: plainBytes(data), command: CommandId.safeParse(command).data }
}

async function newestOf(
  db: PostgresReadHandle,
  plans: readonly Plan[],
): Promise<Map<number, { upto: number; data: Uint8Array }>> {
  if (plans.length === 0) return new Map()
  const ids = plans.map(({ id }) => id)
  const newest = sql`${docSnapshot.upto} = (select max(s.upto) from ${docSnapshot} s where s.doc = ${docSnapshot.doc})`
  const rows = await db
    .select({ doc: docSnapshot.doc, upto: docSnapshot.upto, data: docSnapshot.data })
    .from(docSnapshot)
    .where(and(inArray(docSnapshot.doc, ids), newest))
  return new Map(rows.map((row) => [row.doc, row]))
}

/** The log may have been compacted between the statements: only what joins on without a hole is said. */
function* piecesOf(
  { after, epoch }: Plan,
  snapshot: { upto: number; data: Uint8Array } | undefined,
  entries: readonly LogEntry[],
): Generator<LogPiece> {
  let at = after
  if (snapshot && snapshot.upto > after) {
    yield { kind: 'snapshot', epoch, upto: snapshot.upto, update: snapshot.data }
    at = snapshot.upto
  }
  const rest = entries.filter(({ seq }) => seq > at)
  if (rest[0]?.seq === at + 1) yield { kind: 'entries', epoch, entries: rest }
}

import { eq, sql } from 'drizzle-orm'
import { documentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { doc, serverSetting } from '../database/schema.ts'

// Another epoch begins where the log of a document knows nothing of what was behind it: where a backup was restored.

/** An epoch after a document's first, and how long its log was when it began. */
export type Began = { readonly epoch: number; readonly from: number }

const KEY = 'epoch'

/** In SQL, of a row of `doc`: its epochs after the first, as pairs. */
export const beganColumn = sql<[epoch: number, from: number][]>`(
  select coalesce(json_agg(json_build_array(e.epoch, e.from_seq)), '[]'::json) from doc_epoch e where e.doc = ${doc.id})`

/**
 * How much of a document's log a device that holds `epoch` knows as the server does: everything behind it the server no longer
 * has, though it had told the device. 0 where the device holds the present one.
 */
export function lostBehind(
  began: readonly Began[],
  { epoch, head }: { readonly epoch: number; readonly head: number },
  held: number,
): number {
  if (held === epoch) return 0
  // Somebody has put older data in the place of newer ones, and told nobody.
  if (held > epoch) return head
  const later = began.filter((one) => one.epoch > held)
  // One that came to be after the restored backup is another one than what the device knows of its name.
  return later.length === 0 ? 0 : Math.min(...later.map(({ from }) => from))
}

/** In which a document comes to be: the one in which its workspace's directory is; a directory in that of the database. */
export async function presentEpoch(db: PostgresReadHandle, { workspace }: DocumentRef): Promise<number> {
  const directory = documentName({ kind: 'directory', workspace })
  const [row] = await db.select({ epoch: doc.epoch }).from(doc).where(eq(doc.name, directory))
  return row?.epoch ?? (await databaseEpoch(db))
}

export type NewEpoch = { readonly epoch: number; readonly documents: number }

/**
 * After a backup was restored, and before anybody is served: every document begins a new epoch, all of them or none. `now`:
 * in milliseconds; the same backup restored twice never begins the same epoch twice.
 */
export async function beginEpoch(tx: PostgresHandle, now: number): Promise<NewEpoch> {
  const last = await tx.execute<{ epoch: string | number }>(
    sql`select coalesce(max(${doc.epoch}), 0) as epoch from ${doc}`,
  )
  const epoch = Math.max(now, Number(last.rows[0]?.epoch ?? 0) + 1, (await databaseEpoch(tx)) + 1)
  await tx.execute(sql`insert into doc_epoch (doc, epoch, from_seq) select id, ${epoch}::bigint, head from doc`)
  const raised = await tx.update(doc).set({ epoch }).returning({ name: doc.name })
  const value = `${epoch}`
  await tx
    .insert(serverSetting)
    .values({ key: KEY, value })
    .onConflictDoUpdate({ target: serverSetting.key, set: { value } })
  return { epoch, documents: raised.length }
}

async function databaseEpoch(db: PostgresReadHandle): Promise<number> {
  const [row] = await db.select().from(serverSetting).where(eq(serverSetting.key, KEY))
  return Number(row?.value ?? 0)
}

import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import type { DurableNodeFs } from './durable-node-fs.ts'
import { durableNodeFs } from './durable-node-fs.ts'
import type { Migration } from './migration.ts'
import type { PostgresDriver } from './postgres-store.ts'
import { createPostgresStore } from './postgres-store.ts'
import { toStorageError } from './storage-error.ts'
import type { PostgresStore } from './store.ts'
import { syncTree } from './sync-folder.ts'

export type PgliteOptions = {
  /** Where it lives; in memory when absent. Its parent must be there; nothing else may lie in it. */
  readonly folder?: string
  readonly migrations: readonly Migration[]
  /** A data folder as `dumpDataDir` wrote it, to begin with. In memory only. */
  readonly snapshot?: Blob
}

export type PgliteStore = PostgresStore & {
  readonly pglite: PGlite
  /** Real fsync calls so far; 0 in memory. */
  syncs(): number
  /**
   * Copies its folder to `to`, which must not be there, as of one moment: it opens as after a power cut. Others wait meanwhile;
   * the copy is not synced to the disk yet. Absent in memory.
   */
  readonly copyTo?: (to: string) => Promise<void>
}

/**
 * PostgreSQL inside this process. In a folder it is durable as PostgreSQL is: a commit has reached the disk. For one process
 * at a time: take `lockFolder` (of the folder above) first, or one of two silently loses data.
 */
export async function openPglite({ folder, migrations, snapshot }: PgliteOptions): Promise<PgliteStore> {
  if (folder !== undefined) return openInFolder(folder, migrations)
  const loaded = snapshot === undefined ? {} : { loadDataDir: snapshot }
  const pglite = await PGlite.create({ extensions: { btree_gist }, ...loaded })
  return storeOn(pglite, migrations, () => 0)
}

async function openInFolder(folder: string, migrations: readonly Migration[]): Promise<PgliteStore> {
  const isNew = !existsSync(join(folder, 'PG_VERSION'))
  const files = durableNodeFs(folder)
  try {
    const pglite = await PGlite.create({ extensions: { btree_gist }, fs: files.fs, startParams: startParams() })
    // Its initdb calls no fsync.
    if (isNew) syncTree(folder)
    const store = await storeOn(pglite, migrations, () => files.syncs())
    await assertDurable(store, files)
    return { ...store, copyTo: (to) => copyFolder(pglite, folder, to) }
  } catch (error) {
    throw toStorageError(error)
  }
}

// Its files change while it answers a query and at no other time.
async function copyFolder(pglite: PGlite, folder: string, to: string): Promise<void> {
  await pglite.exec('checkpoint')
  await pglite.runExclusive(() => cp(folder, to, { recursive: true, errorOnExist: true, force: false }))
}

/** PGlite's own, without `-F` (fsync off). */
function startParams(): string[] {
  const own = PGlite.defaultStartParams.filter((param) => param !== '-F')
  return [...own, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
}

async function storeOn(pglite: PGlite, migrations: readonly Migration[], syncs: () => number): Promise<PgliteStore> {
  const db = drizzle(pglite)
  const driver: PostgresDriver = {
    engine: 'pglite',
    db,
    transaction: (work, options) => db.transaction(work, options),
    close: () => pglite.close(),
  }
  return { ...(await createPostgresStore(driver, migrations)), pglite, syncs }
}

/** That it says so, and that a commit really calls it. */
async function assertDurable(store: PgliteStore, files: DurableNodeFs): Promise<void> {
  const before = files.syncs()
  const { rows } = await store.tx(async (tx) => {
    await tx.execute(sql`select pg_logical_emit_message(true, 'dayloom', '')`)
    return tx.execute<{ fsync: string; method: string }>(
      sql`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method`,
    )
  })
  const said = rows[0]?.fsync === 'on' && rows[0].method === 'fsync'
  if (said && files.syncs() > before) return
  await store.close()
  throw new Error('PGlite does not sync to the disk: it would lose data in a power cut')
}

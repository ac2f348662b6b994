import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { drizzle } from 'drizzle-orm/pglite'
import type { Migration } from './migration.ts'
import { createPostgresStore } from './postgres-store.ts'
import type { PostgresStore } from './store.ts'

export type PgliteOptions = {
  /** Where it lives; in memory when absent. */
  readonly folder?: string
  readonly migrations: readonly Migration[]
  /** A data folder as `dumpDataDir` wrote it, to begin with. In memory only. */
  readonly snapshot?: Blob
}

/** PostgreSQL inside this process, for one process at a time: take `lockFolder` first, or one of two silently loses data. */
export async function openPglite({
  folder,
  migrations,
  snapshot,
}: PgliteOptions): Promise<PostgresStore & { pglite: PGlite }> {
  const pglite = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    extensions: { btree_gist },
  })
  const store = await createPostgresStore(drizzle(pglite), migrations, {
    engine: 'pglite',
    close: () => pglite.close(),
  })
  return { ...store, pglite }
}

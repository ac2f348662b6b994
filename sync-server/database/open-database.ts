import { openPglite, type PgliteStore } from '../../src/storage/open-pglite.ts'
import { openPostgres } from '../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { EVERY_WORKSPACE, WORKSPACE_SETTING } from '../safety/confine.ts'
import { postgresMigrations } from './migrations/migrations.ts'

/** The server's database, migrated: PostgreSQL where a URL is given, else PGlite in `folder` (absent: in memory). */
export async function openDatabase(options: {
  readonly url?: string
  readonly folder?: string
}): Promise<PostgresStore & Pick<PgliteStore, 'copyTo'>> {
  const { url, folder } = options
  const settings = { [WORKSPACE_SETTING]: EVERY_WORKSPACE }
  if (url !== undefined) return openPostgres({ url, migrations: postgresMigrations, settings })
  return openPglite({ migrations: postgresMigrations, ...(folder === undefined ? {} : { folder }) })
}

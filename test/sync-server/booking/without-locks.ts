import { sql } from 'drizzle-orm'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'

/**
 * A mutant: in this database advisory locks keep nobody waiting. A function of the same name that does nothing stands before
 * PostgreSQL's own, so the code under test is the real one.
 */
export async function withoutLocks(url: string): Promise<void> {
  await using store = await openPostgres({ url, migrations: postgresMigrations })
  await store.tx(async (tx) => {
    await tx.execute(sql`create schema mutant`)
    await tx.execute(
      sql`create function mutant.pg_advisory_xact_lock(bigint) returns void language sql as 'select null::void'`,
    )
    const [row] = (await tx.execute(sql`select current_database() as name`)).rows
    const name = String(row?.['name'])
    await tx.execute(sql.raw(`alter database ${name} set search_path = public, mutant, pg_catalog`))
  })
}

import { sql } from 'drizzle-orm'
import type { PostgresHandle } from './handle.ts'
import type { Migration } from './migration.ts'
import { migrationsToRun } from './migration.ts'

// Any constant: servers that start together wait for one another here.
const MIGRATION_LOCK = 0x64_61_79_6c

/** Brings the database to the newest of `migrations`, inside the caller's transaction. Throws NewerVersionError. */
export async function migratePostgres(tx: PostgresHandle, migrations: readonly Migration[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
  await tx.execute(sql`create table if not exists migration (at bigint primary key, tag text not null)`)
  const done = await tx.execute<{ at: number }>(sql`select at::float8 as at from migration order by at`)
  const remaining = migrationsToRun(
    migrations,
    done.rows.map((row) => row.at),
  )
  for (const { tag, when, statements } of remaining) {
    for (const statement of statements) await tx.execute(sql.raw(statement))
    await tx.execute(sql`insert into migration (at, tag) values (${when}, ${tag})`)
  }
}

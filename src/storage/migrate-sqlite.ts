import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Migration } from './migration.ts'
import { migrationsToRun } from './migration.ts'

const Done = z.array(z.number())

/** Brings the file to the newest of `migrations`, all in one transaction. Throws NewerVersionError before any change. */
export function migrateSqlite(connection: Database, migrations: readonly Migration[]): void {
  const remaining = migrationsToRun(migrations, migrationsDone(connection))
  if (remaining.length === 0) return
  connection.transaction(() => {
    connection.exec('CREATE TABLE IF NOT EXISTS migration (at integer PRIMARY KEY, tag text NOT NULL)')
    const record = connection.prepare('INSERT INTO migration (at, tag) VALUES (?, ?)')
    for (const { tag, when, statements } of remaining) {
      for (const statement of statements) connection.exec(statement)
      record.run(when, tag)
    }
  })()
}

function migrationsDone(connection: Database): number[] {
  const table = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get()
  if (table === undefined) return []
  return Done.parse(connection.prepare('SELECT at FROM migration ORDER BY at').pluck().all())
}

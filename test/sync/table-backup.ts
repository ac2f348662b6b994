import { sql } from 'drizzle-orm'
import type { PostgresStore } from '../../src/storage/store.ts'

/** All tables of a database as of one moment, kept in another schema of it. */
export type TableBackup = { restore(): Promise<void> }

type Table = { readonly name: string; readonly identity: string | null }

const TABLES = sql`
  select quote_ident(t.tablename) as name,
    (select c.column_name from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = t.tablename and c.is_identity = 'YES') as identity
  from pg_tables t where t.schemaname = 'public' order by 1`

export async function tablesOf(store: PostgresStore): Promise<readonly Table[]> {
  return (await store.drizzle.execute<Table>(TABLES)).rows
}

/** The next backup takes this one's place. */
export async function backupTables(store: PostgresStore): Promise<TableBackup> {
  const tables = await tablesOf(store)
  await run(store, [
    'drop schema if exists kept cascade',
    'create schema kept',
    ...tables.map(({ name }) => `create table kept.${name} as table public.${name}`),
  ])
  return {
    restore: () =>
      run(store, [
        // The tables come back in any order.
        'set local session_replication_role = replica',
        `truncate ${tables.map(({ name }) => `public.${name}`).join(', ')}`,
        ...tables.map(({ name }) => `insert into public.${name} overriding system value select * from kept.${name}`),
        ...tables.flatMap(({ name, identity }) =>
          identity === null
            ? []
            : [
                `select setval(pg_get_serial_sequence('public.${name}', '${identity}'), coalesce(max(${identity}), 1)) from public.${name}`,
              ],
        ),
      ]),
  }
}

function run(store: PostgresStore, statements: readonly string[]): Promise<void> {
  return store.tx(async (tx) => {
    for (const statement of statements) await tx.execute(sql.raw(statement))
  })
}

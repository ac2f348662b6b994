import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { ColumnKit } from './postgres-kit.ts'
import { postgresKit } from './postgres-kit.ts'
import type { Tables } from './schema.ts'
import { schema } from './schema.ts'
import { sqliteKit } from './sqlite-kit.ts'

/** What both PostgreSQL drivers answer to `execute`. */
type Rows<Row> = { readonly rows: Row[] }
export interface RowsResult extends PgQueryResultHKT {
  readonly type: Rows<this['row']>
}
type Drizzle = PgDatabase<RowsResult>

/** What a query asks: `db.select().from(db.tables.calendar)`. The same code runs on SQLite and PostgreSQL. */
export type ReadHandle = Pick<Drizzle, 'select' | 'selectDistinct'> & {
  readonly tables: Tables
  /** The connection or transaction it asks at this moment: what a prepared statement may be kept by. */
  readonly view: object
}
/** Inside a transaction. Anything that can be read can be written. */
export type Handle = ReadHandle & Pick<Drizzle, 'insert' | 'update' | 'delete'>

/** The desk's own tables exist in SQLite alone: `tx.desk.insert(localUpdate).values(…).run()`. Synchronous. */
export type SqliteDatabase = BetterSQLite3Database
export type DeskReadHandle = ReadHandle & { readonly desk: SqliteDatabase }
export type DeskHandle = Handle & { readonly desk: SqliteDatabase }

/** Everything that drizzle offers on PostgreSQL, and `tables`: server tables, `for('update')`, `execute(sql)`. */
export type PostgresHandle = Drizzle & { readonly tables: Tables; readonly view: object }
export type PostgresReadHandle = Pick<
  PostgresHandle,
  'select' | 'selectDistinct' | 'with' | '$with' | 'execute' | 'tables' | 'view'
>

export const postgresTables: Tables = schema(postgresKit)
export const sqliteTables: Tables = schema(asColumnKit(sqliteKit))

// The one place where the two dialects meet. The compiler sees PostgreSQL's types alone; SQLite's builders have the same
// methods with the same meaning for all that `Handle` and the kit let through, and one table of cases is run on all three
// databases (test/storage/queries). What SQLite lacks (`for`, `distinct on`, lateral joins) throws there at once.
function asColumnKit(kit: typeof sqliteKit): ColumnKit {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- see above
  return kit as unknown as ColumnKit
}

export function sqliteHandle(db: SqliteDatabase): DeskHandle {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- see above
  const handle = db as unknown as Handle
  return {
    tables: sqliteTables,
    view: db,
    desk: db,
    select: handle.select.bind(handle),
    selectDistinct: handle.selectDistinct.bind(handle),
    insert: handle.insert.bind(handle),
    update: handle.update.bind(handle),
    delete: handle.delete.bind(handle),
  }
}

/** `db`: any drizzle database or transaction on `pg` or PGlite; their result types differ in what we do not use. */
export function postgresHandle(db: object): PostgresHandle {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- see above
  return Object.assign(db, { tables: postgresTables, view: db }) as PostgresHandle
}

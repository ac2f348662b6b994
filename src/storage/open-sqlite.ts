import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { DamagedFileError } from './damaged-file-error.ts'
import type { DeskHandle, DeskReadHandle } from './handle.ts'
import { sqliteHandle } from './handle.ts'
import { migrateSqlite } from './migrate-sqlite.ts'
import { sqliteMigrations } from './migrations/sqlite/migrations.ts'
import { StorageError, toStorageError } from './storage-error.ts'
import type { DeskStore } from './store.ts'
import { syncFolder } from './sync-folder.ts'
import type { TransactionScope } from './transaction-scope.ts'
import { createTransactionScope } from './transaction-scope.ts'

/**
 * Opens or creates a desk's database. Survives kill -9 and power cuts (WAL, synchronous=FULL, folder synced). Throws
 * NewerVersionError, DamagedFileError, and StorageError where the disk refuses. One process at a time: take `lockFolder` first.
 */
export async function openSqlite({ file }: { file: string }): Promise<DeskStore> {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const writer = openWriter(file)
    // On one handle a write outside an open transaction would be rolled back with it: readers have their own.
    const reader = new Database(file, { readonly: true, fileMustExist: true })
    // 32 MB at most, instead of 2: a week's rows lie scattered over the file.
    reader.pragma('cache_size = -32000')
    return createDeskStore(writer, reader)
  } catch (error) {
    throw asOpeningError(toStorageError(error), file)
  }
}

function asOpeningError(error: unknown, file: string): unknown {
  const isDamaged = error instanceof StorageError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)
  return isDamaged ? new DamagedFileError(file) : error
}

function openWriter(file: string): Database.Database {
  const connection = new Database(file, { timeout: 5_000 })
  try {
    const mode = connection.pragma('journal_mode = WAL', { simple: true })
    if (mode !== 'wal') throw new StorageError('storage-failed', { code: 'SQLITE_NO_WAL' })
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = OFF')
    migrateSqlite(connection, sqliteMigrations)
    syncFolder(dirname(file))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function createDeskStore(writer: Database.Database, reader: Database.Database): DeskStore {
  const handle = sqliteHandle(drizzle(writer))
  const scope = createTransactionScope<DeskHandle>()
  let queue: Promise<unknown> = Promise.resolve()
  let closed: Promise<void> | undefined

  function tx<T>(work: (tx: DeskHandle) => Promise<T>): Promise<T> {
    scope.refuseNested()
    const done = queue.then(() => transact(writer, () => scope.run(handle, work)))
    queue = done.catch(() => undefined)
    return done
  }

  const close = () => (closed ??= closeAfter(queue))

  async function closeAfter(last: Promise<unknown>): Promise<void> {
    await last
    // The writer last: it alone can fold the log into the file.
    reader.close()
    writer.close()
  }

  return { read: routedRead(sqliteHandle(drizzle(reader)), scope), tx, close, [Symbol.asyncDispose]: close }
}

async function transact<T>(writer: Database.Database, work: () => Promise<T>): Promise<T> {
  try {
    writer.exec('BEGIN IMMEDIATE')
    const value = await work()
    writer.exec('COMMIT')
    return value
  } catch (error) {
    // Some errors (a full disk) have rolled back already.
    if (writer.inTransaction) writer.exec('ROLLBACK')
    throw toStorageError(error)
  }
}

function routedRead(reader: DeskHandle, scope: TransactionScope<DeskHandle>): DeskReadHandle {
  const view = () => scope.current() ?? reader
  return {
    tables: reader.tables,
    get view() {
      return view().view
    },
    get desk() {
      return view().desk
    },
    get select() {
      return view().select
    },
    get selectDistinct() {
      return view().selectDistinct
    },
  }
}

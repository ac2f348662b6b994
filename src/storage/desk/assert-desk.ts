import Database from 'better-sqlite3'
import { BackupError } from '../backup-error.ts'
import { DamagedFileError } from '../damaged-file-error.ts'

/** That a database is a desk's, and is in order from its first page to its last. Throws BackupError, DamagedFileError. */
export function assertDesk(connection: Database.Database, file: string): void {
  const tables =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('migration', 'local_document', 'setting')"
  if (connection.prepare(tables).pluck().get() !== 3) throw new BackupError(`${file} is no backup of a Dayloom desk.`)
  if (connection.pragma('integrity_check', { simple: true }) !== 'ok') throw new DamagedFileError(file)
}

/** The same of a file of which nothing is known. */
export function assertDeskFile(file: string): void {
  try {
    const connection = new Database(file, { readonly: true, fileMustExist: true })
    try {
      assertDesk(connection, file)
    } finally {
      connection.close()
    }
  } catch (error) {
    const isNone = error instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT|CANTOPEN)/.test(error.code)
    throw isNone ? new BackupError(`${file} is no backup of a Dayloom desk.`) : error
  }
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { toStorageError } from './storage-error.ts'

/** Another process, or another part of this one, works on the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
  readonly folder: string

  constructor(folder: string) {
    super(`Dayloom is already running on ${folder}; close it first, or choose another folder.`)
    this.folder = folder
  }
}

export type FolderLock = Disposable & { release(): void }

/**
 * Takes `folder` (made where missing) for this process alone, or throws FolderInUseError, at once or after `patience`
 * milliseconds (for whoever has been told to end and is about to; it blocks meanwhile). The lock is the operating
 * system's, on `lock.sqlite` in it: it ends with the process, however that ends. A database folder that wants to be empty
 * at first (PGlite) goes into a folder inside.
 */
export function lockFolder(folder: string, { patience = 0 } = {}): FolderLock {
  mkdirSync(folder, { recursive: true })
  const connection = new Database(join(folder, 'lock.sqlite'), { timeout: patience })
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (isBusy(error)) throw new FolderInUseError(folder)
    throw toStorageError(error)
  }
  const release = () => {
    connection.close()
  }
  return { release, [Symbol.dispose]: release }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

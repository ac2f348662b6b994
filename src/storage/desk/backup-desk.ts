import { existsSync } from 'node:fs'
import { chmod, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { BackupError } from '../backup-error.ts'
import { toStorageError } from '../storage-error.ts'
import { syncFile, syncFolder } from '../sync-folder.ts'
import { assertDesk } from './assert-desk.ts'

/**
 * A copy of the desk's database `file`, as of one moment, in one file that holds no secret; the desk may be at work on it
 * meanwhile. Whole and on the disk when this settles, or not there. Throws BackupError, StorageError where a disk refuses.
 */
export async function backupDesk(file: string, to: string): Promise<void> {
  if (!existsSync(file)) throw new BackupError('There is no desk in this folder yet.')
  if (existsSync(to)) throw new BackupError(`There is something at ${to} already: choose another place.`)
  const partial = `${to}.partial`
  await rm(partial, { force: true })
  try {
    await copyDatabase(file, partial)
    await settle(partial)
    await rename(partial, to)
    syncFolder(dirname(to))
  } catch (error) {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`]) await rm(leftover, { force: true })
    throw toStorageError(error)
  }
}

async function copyDatabase(file: string, to: string): Promise<void> {
  const source = new Database(file, { readonly: true, fileMustExist: true })
  try {
    // In one go: a desk that writes meanwhile would make it begin again with every step.
    await source.backup(to, { progress: () => 2 ** 31 - 1 })
  } finally {
    source.close()
  }
}

/** One file without a log beside it, read through once, for its owner alone, and on the disk. */
async function settle(file: string): Promise<void> {
  const copy = new Database(file, { fileMustExist: true })
  try {
    copy.pragma('journal_mode = DELETE')
    assertDesk(copy, file)
  } finally {
    copy.close()
  }
  await chmod(file, 0o600)
  syncFile(file)
}

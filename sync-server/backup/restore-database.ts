import { existsSync, mkdirSync } from 'node:fs'
import { cp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../src/storage/backup-error.ts'
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { syncFolder, syncTree } from '../../src/storage/sync-folder.ts'
import { openDatabase } from '../database/open-database.ts'
import { beginEpoch } from '../documents/epochs.ts'
import { databaseFolder } from '../open-store.ts'
import { DATABASE_FOLDER, factsOf } from './backup-facts.ts'

export type RestoredDatabase = {
  readonly documents: number
  /** Where the database is that was there before. */
  readonly replaced: string | undefined
}

/**
 * Puts the database of a backup into a server's data folder, with a new epoch begun in it. The one that was there is touched
 * only when the other is whole and on the disk. Throws BackupError, FolderInUseError, NewerVersionError.
 */
export async function restoreDatabase(
  dataDir: string,
  { from, force }: { readonly from: string; readonly force: boolean },
): Promise<RestoredDatabase> {
  factsOf(from)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  using _lock = lockFolder(dataDir)
  const folder = databaseFolder(dataDir)
  const isThere = existsSync(folder)
  if (isThere && !force) throw new BackupError(`There is a database in ${dataDir} already: --force replaces it.`)
  const restoring = `${folder}.restoring`
  const documents = await prepare(join(from, DATABASE_FOLDER), restoring)
  const replaced = isThere ? `${folder}.replaced-${Date.now()}` : undefined
  if (replaced !== undefined) await rename(folder, replaced)
  await rename(restoring, folder)
  syncFolder(dataDir)
  return { documents, replaced }
}

async function prepare(source: string, folder: string): Promise<number> {
  await rm(folder, { recursive: true, force: true })
  try {
    await cp(source, folder, { recursive: true })
    await using store = await openDatabase({ folder })
    const { documents } = await store.tx((tx) => beginEpoch(tx, Date.now()))
    await store.close()
    syncTree(folder)
    return documents
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

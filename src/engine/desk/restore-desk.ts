import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DeviceId } from '../../core/model/ids.ts'
import { BackupError } from '../../storage/backup-error.ts'
import { assertDeskFile } from '../../storage/desk/assert-desk.ts'
import { countWaiting } from '../../storage/desk/count-waiting.ts'
import { reuseNoClient } from '../../storage/desk/reuse-no-client.ts'
import { lockFolder } from '../../storage/folder-lock.ts'
import { openSqlite } from '../../storage/open-sqlite.ts'
import { StorageError, toStorageError } from '../../storage/storage-error.ts'
import { syncFile, syncFolder } from '../../storage/sync-folder.ts'
import { deskFile } from './desk-file.ts'
import { readIdentity, writeIdentity } from './identity.ts'

export type RestoreDesk = {
  /** The backup. */
  readonly from: string
  /** The desk's folder. */
  readonly folder: string
  /** Also where there is a desk already. */
  readonly force: boolean
  readonly newId: () => string
}

export type RestoredDesk = {
  /** Where the desk is that was there before: it could not be read, or held what no server has. */
  readonly kept: string | undefined
  /** Where to sign in again; undefined for one that worked alone. */
  readonly server: string | undefined
}

/**
 * Puts a backup into a desk's folder. It comes back as another device, so that the one it was taken of may still be at work,
 * and signed out: no backup holds a secret. The desk that was there is touched only when the other is whole and on the disk.
 * Throws BackupError, DamagedFileError, NewerVersionError, FolderInUseError, StorageError.
 */
export async function restoreDesk({ from, folder, force, newId }: RestoreDesk): Promise<RestoredDesk> {
  if (!existsSync(from)) throw new BackupError(`There is no file ${from}.`)
  assertDeskFile(from)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  using _lock = lockFolder(folder)
  const file = deskFile(folder)
  if (existsSync(file) && !force) throw new BackupError('There is a desk in this folder already: --force replaces it.')
  const restoring = `${file}.restoring`
  try {
    const server = await prepare(from, restoring, newId)
    const kept = existsSync(file) ? await putAway(folder, file) : undefined
    await rename(restoring, file)
    await rm(join(folder, 'secrets.json'), { force: true })
    syncFolder(folder)
    return { kept, server }
  } catch (error) {
    await remove(restoring)
    throw toStorageError(error)
  }
}

/** The backup as the desk it becomes, in a file of its own; the server it belongs to. */
async function prepare(from: string, file: string, newId: () => string): Promise<string | undefined> {
  await remove(file)
  await copyFile(from, file)
  await using store = await openSqlite({ file })
  const identity = readIdentity(store.read)
  if (identity === undefined) throw new BackupError(`${from} is no backup of a Dayloom desk.`)
  await store.tx(async (tx) => {
    reuseNoClient(tx)
    writeIdentity(tx, { ...identity, device: DeviceId.parse(newId()) })
  })
  await store.close()
  syncFile(file)
  return identity.server
}

/** Where the desk was put that is replaced; undefined where nothing in it is needed any more. */
async function putAway(folder: string, file: string): Promise<string | undefined> {
  // Closed in order it has no log beside it, which would be taken for the other's.
  const waiting = await countIn(file)
  if (waiting === 0) return undefined
  const kept = join(folder, `replaced-${Date.now()}`)
  await mkdir(kept, { mode: 0o700 })
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(`${file}${suffix}`)) await rename(`${file}${suffix}`, join(kept, `desk.sqlite${suffix}`))
  }
  return kept
}

/** How many commands wait in it for a server; undefined where it cannot be read. */
async function countIn(file: string): Promise<number | undefined> {
  try {
    await using store = await openSqlite({ file })
    return countWaiting(store.read)
  } catch (error) {
    if (error instanceof StorageError && error.reason === 'disk-full') throw error
    return undefined
  }
}

async function remove(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${file}${suffix}`, { force: true })
}

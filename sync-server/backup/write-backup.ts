import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BackupError } from '../../src/storage/backup-error.ts'
import { syncFolder, syncTree } from '../../src/storage/sync-folder.ts'
import { DATABASE_FOLDER, FACTS_FILE, type BackupFacts } from './backup-facts.ts'

/** A backup in the folder `to`, which must not be there: whole and on the disk when this settles, or nothing of it. */
export async function writeBackup(copyTo: (folder: string) => Promise<void>, to: string): Promise<void> {
  if (existsSync(to)) throw new BackupError(`There is something at ${to} already: choose another place.`)
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  try {
    // Password hashes, and the key of all tokens.
    await mkdir(partial, { recursive: true, mode: 0o700 })
    await copyTo(join(partial, DATABASE_FOLDER))
    const facts: BackupFacts = { kind: 'dayloom-server-backup', takenAt: Date.now() }
    await writeFile(join(partial, FACTS_FILE), `${JSON.stringify(facts)}\n`)
    syncTree(partial)
    await rename(partial, to)
    syncFolder(dirname(to))
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

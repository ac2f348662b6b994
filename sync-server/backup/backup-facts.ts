import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupError } from '../../src/storage/backup-error.ts'

/** What lies beside the files of a backup, and makes one of a folder: it is written last. */
export const BackupFacts = z.object({ kind: z.literal('dayloom-server-backup'), takenAt: z.number() })
export type BackupFacts = z.infer<typeof BackupFacts>

export const FACTS_FILE = 'backup.json'
export const DATABASE_FOLDER = 'database'

export function factsOf(backup: string): BackupFacts {
  try {
    return BackupFacts.parse(JSON.parse(readFileSync(join(backup, FACTS_FILE), 'utf8')))
  } catch {
    throw new BackupError(`${backup} is no backup of a Dayloom server.`)
  }
}

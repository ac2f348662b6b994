import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupError } from '../../src/storage/backup-error.ts'
import { FolderInUseError } from '../../src/storage/folder-lock.ts'

/** Where the server that runs on a data folder takes orders from this machine; readable by its owner alone. */
const ControlFile = z.object({ url: z.url(), key: z.string().min(1) })
type ControlFile = z.infer<typeof ControlFile>

export const BACKUP_PATH = '/control/backup'

const Answer = z.object({ error: z.string() })

/** Disposed of, it is gone again. */
export async function writeControlFile(dataDir: string, content: ControlFile): Promise<AsyncDisposable> {
  const file = fileIn(dataDir)
  // Anew, since `mode` says nothing about a file that is there already.
  await rm(file, { force: true })
  await writeFile(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) }
}

/** Has the server that runs on `dataDir` write a backup to `to`. Throws BackupError with what it says. */
export async function askForBackup(dataDir: string, to: string): Promise<void> {
  const control = await readControlFile(dataDir)
  if (control === undefined) throw new FolderInUseError(dataDir)
  const answer = await fetch(new URL(BACKUP_PATH, control.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${control.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  }).catch(() => undefined)
  if (answer === undefined) throw new FolderInUseError(dataDir)
  if (answer.ok) return
  const said = Answer.safeParse(await answer.json().catch(() => undefined))
  throw new BackupError(said.success ? said.data.error : 'The server could not write the backup.')
}

async function readControlFile(dataDir: string): Promise<ControlFile | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '')
  try {
    return ControlFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'control.json')
}

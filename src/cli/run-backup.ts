import { resolve } from 'node:path'
import { deskFile } from '../engine/desk/desk-file.ts'
import { backupDesk } from '../storage/desk/backup-desk.ts'
import type { BackupOptions } from './backup.ts'
import { dataFolder } from './data-folder.ts'
import { runServerTask } from './run-server-task.ts'

/** `dayloom backup`: of the desk, into a file; with `--server` of the embedded server, into a folder. */
export async function runBackup(path: string, options: BackupOptions): Promise<void> {
  const folder = dataFolder(options)
  const to = resolve(path)
  if (options.server === true) return runServerTask(['--data', folder.server, '--backup', to])
  await backupDesk(deskFile(folder.desk), to)
  process.stdout.write(`The desk is in ${to}.\n`)
}

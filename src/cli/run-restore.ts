import { resolve } from 'node:path'
import { restoreDesk } from '../engine/desk/restore-desk.ts'
import { newId } from '../engine/new-id.ts'
import { dataFolder } from './data-folder.ts'
import type { RestoreOptions } from './restore.ts'
import { runServerTask } from './run-server-task.ts'

/** `dayloom restore`: a backup of a desk, or with `--server` of the embedded server. */
export async function runRestore(path: string, options: RestoreOptions): Promise<void> {
  const folder = dataFolder(options)
  const from = resolve(path)
  if (options.server === true) {
    return runServerTask(['--data', folder.server, '--restore', from, ...(options.force === true ? ['--force'] : [])])
  }
  const { kept, server } = await restoreDesk({ from, folder: folder.desk, force: options.force === true, newId })
  const told = [
    'Restored.',
    ...(server === undefined ? [] : [`Sign in again to bring it in step with ${server}.`]),
    ...(kept === undefined ? [] : [`What was there before is kept in ${kept}: it holds changes that no server has.`]),
  ]
  process.stdout.write(`${told.join(' ')}\n`)
}

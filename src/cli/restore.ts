import type { Command } from 'commander'
import { profileName } from './option-values.ts'

export type RestoreOptions = {
  readonly data?: string
  readonly profile?: string
  readonly server?: boolean
  readonly force?: boolean
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup of a desk into place; it comes back as another device, and signed out')
    .argument('<path>', 'the backup')
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--server', 'a backup of the embedded server instead')
    .option('--force', 'replace what is there')
    .action(async (path: string, options: RestoreOptions) => {
      const { runRestore } = await import('./run-restore.ts')
      await runRestore(path, options)
    })
}

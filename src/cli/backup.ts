import type { Command } from 'commander'
import { profileName } from './option-values.ts'

export type BackupOptions = { readonly data?: string; readonly profile?: string; readonly server?: boolean }

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('write a backup of the desk, which may be running, into one file')
    .argument('<path>', 'the file to write; with --server the folder')
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--server', 'of the embedded server instead, which may be running')
    .action(async (path: string, options: BackupOptions) => {
      const { runBackup } = await import('./run-backup.ts')
      await runBackup(path, options)
    })
}

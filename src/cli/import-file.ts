import type { Command } from 'commander'
import { profileName } from './option-values.ts'
import type { ImportOptions } from './run-import.ts'

export function addImport(program: Command): void {
  program
    .command('import')
    .description('import a calendar file')
    .argument('<file>', 'a calendar file (.ics)')
    .requiredOption('--calendar <name>', 'the calendar to put it into; made if it is not there')
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--json', 'print the report as one line of JSON')
    .action(async (file: string, options: ImportOptions) => {
      const { runImport } = await import('./run-import.ts')
      await runImport(file, options)
    })
}

import type { Command } from 'commander'
import { profileName, wallDate, zoneName } from './option-values.ts'
import type { AgendaOptions } from './run-agenda.ts'

export function addAgenda(program: Command): void {
  program
    .command('agenda')
    .description('what stands in the calendars, both days included')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD', wallDate)
    .requiredOption('--to <date>', 'last day, YYYY-MM-DD', wallDate)
    .option('--timezone <zone>', 'such as Europe/Berlin; without it the zone of this machine', zoneName)
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--json', 'print one JSON array')
    .action(async (options: AgendaOptions, command: Command) => {
      if (options.to < options.from) command.error('error: --to lies before --from')
      const { runAgenda } = await import('./run-agenda.ts')
      await runAgenda(options)
    })
}

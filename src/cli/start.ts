import type { Command } from 'commander'
import { portNumber, profileName } from './option-values.ts'
import type { StartOptions } from './run-start.ts'

const DEFAULT_PORT = 4780

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run everything: the server, and the app signed in to it')
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--port <n>', 'port of the server; 0 for any free one', portNumber, DEFAULT_PORT)
    .option('--headless', 'no window, open nothing')
    .option('--empty', 'no demo workspace')
    .option('--json', 'print one line of JSON when ready; open nothing')
    .action(async (options: StartOptions) => {
      const { runStart } = await import('./run-start.ts')
      await runStart(options)
    })
}

import type { Command } from 'commander'
import { email, portNumber, profileName, webAddress } from './option-values.ts'
import type { DeskOptions } from './run-desk.ts'

export function addDesk(program: Command): void {
  program
    .command('desk')
    .description('open the calendar in the browser, without Electron')
    .option('--server <url>', 'the sync server to connect to', webAddress)
    .option('--sign-in <email>', 'who signs in there; the password is asked for, or read from DAYLOOM_PASSWORD', email)
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--port <n>', 'port of the app; without it any free one', portNumber)
    .option('--headless', 'open nothing')
    .option('--json', 'print one line of JSON when ready; open nothing')
    .action(async (options: DeskOptions, command: Command) => {
      if ((options.server === undefined) !== (options.signIn === undefined)) {
        command.error('error: --server and --sign-in belong together')
      }
      const { runDesk } = await import('./run-desk.ts')
      await runDesk(options)
    })
}

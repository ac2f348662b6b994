import { Command, CommanderError } from 'commander'
import { addAgenda } from './agenda.ts'
import { addBackup } from './backup.ts'
import { addDesk } from './desk.ts'
import { addImport } from './import-file.ts'
import { addRestore } from './restore.ts'
import { addServe } from './serve.ts'
import { addStart } from './start.ts'

// Exit codes: 0 ok, 1 failure, 2 usage.
const USAGE = 2

const program = new Command('dayloom')
  .description('scheduling for teams: a calendar that works offline, a sync server, public booking pages')
  .showHelpAfterError('(--help says what there is)')
  .exitOverride()

for (const add of [addStart, addDesk, addServe, addImport, addAgenda, addBackup, addRestore]) add(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said it; help that was asked for is no mistake.
    process.exitCode = error.exitCode === 0 ? 0 : USAGE
  } else {
    const { explain } = await import('./explain.ts')
    const sentence = explain(error)
    if (sentence !== '') process.stderr.write(`${sentence}\n`)
    process.exitCode = 1
  }
}

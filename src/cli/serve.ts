import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Command } from 'commander'
import { dataFolder } from './data-folder.ts'
import { portNumber, profileName } from './option-values.ts'
import { serverEntry } from './server-process.ts'

type ServeOptions = {
  data?: string
  profile?: string
  port?: number
  host?: string
  demo?: boolean
  json?: boolean
  newEpoch?: boolean
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the sync server alone (PostgreSQL by DATABASE_URL, else the embedded database)')
    .option('--data <dir>', 'folder for data')
    .option('--profile <name>', 'a data folder of its own within it, for another account on this machine', profileName)
    .option('--port <n>', 'port to listen on; 0 for any free one', portNumber)
    .option('--host <address>', 'address to listen on')
    .option('--demo', 'make a demo workspace on the first start')
    .option('--json', 'print one line of JSON when ready')
    .option('--new-epoch', 'serve nobody: begin a new epoch in a database that was restored, and end')
    .action(serve)
}

/** The sync server alone, as a child whose exit code is ours. */
async function serve(options: ServeOptions): Promise<void> {
  const args = [
    ['--data', dataFolder(options).server],
    options.port === undefined ? [] : ['--port', String(options.port)],
    options.host === undefined ? [] : ['--host', options.host],
    options.demo ? ['--demo'] : [],
    options.json ? ['--json'] : [],
    options.newEpoch ? ['--new-epoch'] : [],
  ].flat()
  const child = spawn(process.execPath, [serverEntry, ...args], {
    // The channel tells the server, by closing, that this process is gone, even where it was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches the child as well (same terminal), a signal to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'))
  await once(child, 'exit')
  process.exitCode = child.exitCode ?? 1
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { dataFolder, type DataFolder } from './data-folder.ts'
import { openLoopbackDesk, type SignIn } from './desk.ts'
import { electronBinary } from './electron-binary.ts'
import { openBrowser } from './open-browser.ts'
import { portNumber } from './option-values.ts'
import { startServer, type ServerProcess, type ServerReady } from './server-process.ts'
import { untilTold } from './until-told.ts'

type StartOptions = { data?: string; port: number; headless?: boolean; empty?: boolean; json?: boolean }

const root = resolve(import.meta.dirname, '..', '..')
const DEFAULT_PORT = 4780

/** `npm start`: the server with a demo workspace, and the desk signed in as its owner, until Ctrl-C. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('run everything: the server, and the app signed in to it')
    .option('--data <dir>', 'folder for data')
    .option('--port <n>', 'port of the server; 0 for any free one', portNumber, DEFAULT_PORT)
    .option('--headless', 'no window, open nothing')
    .option('--empty', 'no demo workspace')
    .option('--json', 'print one line of JSON when ready')
    .action(start)
}

async function start(options: StartOptions): Promise<void> {
  const told = untilTold()
  const folder = dataFolder(options.data)
  const demo = options.empty === true ? [] : ['--demo']
  await using server = await startServer(['--data', folder.server, '--port', String(options.port), ...demo])
  const electron = options.headless === true ? undefined : electronBinary(join(root, 'node_modules'))
  if (electron === undefined) await runInBrowser(server, folder, options, told)
  else await runInWindow(electron, server, options, told)
}

async function runInBrowser(
  server: ServerProcess,
  folder: DataFolder,
  options: StartOptions,
  told: Promise<unknown>,
): Promise<void> {
  await using desk = await openLoopbackDesk(folder.desk, { account: ownerOf(server.ready), port: 0 })
  announce(server.ready, desk.loopback.tokenUrl, options)
  if (options.headless !== true) {
    say('Electron is not here: the app opens in the browser instead.')
    openBrowser(desk.loopback.tokenUrl)
  }
  await Promise.race([told, server.ended])
}

async function runInWindow(
  electron: string,
  server: ServerProcess,
  options: StartOptions,
  told: Promise<unknown>,
): Promise<void> {
  const owner = server.ready.accounts.find(({ role }) => role === 'owner')
  const child = spawn(electron, [join(root, 'out', 'main', 'index.js')], {
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      ...(options.data === undefined ? {} : { DAYLOOM_DATA: resolve(options.data) }),
      DAYLOOM_SERVER: server.ready.url,
      ...(owner === undefined ? {} : { DAYLOOM_EMAIL: owner.email, DAYLOOM_PASSWORD: owner.password }),
    },
  })
  const closed = once(child, 'exit')
  announce(server.ready, undefined, options)
  await Promise.race([told, server.ended, closed])
  if (child.exitCode === null) child.kill('SIGTERM')
  await closed
}

function ownerOf({ url, accounts }: ServerReady): SignIn | undefined {
  const owner = accounts.find(({ role }) => role === 'owner')
  return owner && { server: url, email: owner.email, password: async () => owner.password }
}

function announce(ready: ServerReady, desk: string | undefined, { json }: StartOptions): void {
  const { url: server, booking, mailbox, accounts } = ready
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ server, desk, booking, mailbox, accounts })}\n`)
    return
  }
  const places = [
    ['The app', desk ?? 'in its own window'],
    ['A booking page', booking ?? 'none yet'],
    ['The test mailbox', mailbox ?? 'none: mail goes out by SMTP'],
    ['The server', server],
  ]
  process.stdout.write(
    `${places.map(([what = '', where]) => `${what.padEnd(18)}${where}`).join('\n')}\nCtrl-C ends it.\n`,
  )
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { writeEngineFile } from '../engine/engine-file.ts'
import type { Engine } from '../engine/create-engine.ts'
import { serveLoopback, type Loopback } from '../host/loopback.ts'
import { askPassword } from './ask-password.ts'
import { dataFolder } from './data-folder.ts'
import { openBrowser } from './open-browser.ts'
import { openEngine } from './open-desk.ts'
import { email, portNumber, webAddress } from './option-values.ts'
import { untilTold } from './until-told.ts'

type DeskOptions = {
  data?: string
  server?: string
  signIn?: string
  port?: number
  json?: boolean
  headless?: boolean
}

/** `dayloom desk`: the desktop engine on loopback, for a browser. */
export function addDesk(program: Command): void {
  program
    .command('desk')
    .description('open the calendar in the browser, without Electron')
    .option('--server <url>', 'the sync server to connect to', webAddress)
    .option('--sign-in <email>', 'who signs in there; the password is asked for, or read from DAYLOOM_PASSWORD', email)
    .option('--data <dir>', 'folder for data')
    .option('--port <n>', 'port of the app; without it any free one', portNumber)
    .option('--headless', 'open nothing')
    .option('--json', 'print one line of JSON when ready')
    .action(desk)
}

async function desk(options: DeskOptions, command: Command): Promise<void> {
  if ((options.server === undefined) !== (options.signIn === undefined)) {
    command.error('error: --server and --sign-in belong together')
  }
  const told = untilTold()
  await using running = await runDesk(dataFolder(options.data).desk, options)
  const { loopback } = running
  const ready = { desk: loopback.tokenUrl, server: options.server }
  process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : `Dayloom: ${loopback.tokenUrl}\n`)
  if (options.headless !== true) openBrowser(loopback.tokenUrl)
  await told
}

export type RunningDesk = AsyncDisposable & { readonly loopback: Loopback }
export type SignIn = { readonly server: string; readonly email: string; password(): Promise<string> }

async function runDesk(folder: string, { server, signIn: who, port }: DeskOptions): Promise<RunningDesk> {
  const account =
    server === undefined || who === undefined ? undefined : { server, email: who, password: () => askPassword(who) }
  return openLoopbackDesk(folder, { account, port: port ?? 0 })
}

/** Engine, sign-in, loopback host, announcement: opened in this order, ended in the reverse one. */
export async function openLoopbackDesk(
  folder: string,
  { account, port }: { account: SignIn | undefined; port: number },
): Promise<RunningDesk> {
  await using opening = new AsyncDisposableStack()
  const engine = opening.use(await openEngine(folder))
  if (account !== undefined) await signIn(engine, account)
  const loopback = opening.use(await serveLoopback(engine, { port, pages: builtPages() }))
  opening.use(await writeEngineFile(folder, { url: loopback.url, key: loopback.controlKey, pid: process.pid }))
  const all = opening.move()
  return { loopback, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

// Whoever is signed in there already is not asked again, unless the server has ended it.
async function signIn(engine: Engine, { server, email, password }: SignIn): Promise<void> {
  const session = await engine.call.session.get()
  const { problem } = await engine.call.sync.state()
  if (session.server === server && session.email === email && problem !== 'signed-out') return
  await engine.call.session.connect({ server, email, password: await password() })
}

function builtPages(): string {
  return join(resolve(import.meta.dirname, '..', '..'), 'out', 'renderer')
}

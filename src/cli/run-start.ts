import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { dataFolder, type DataFolder } from './data-folder.ts'
import { electronBinary } from './electron-binary.ts'
import { openBrowser } from './open-browser.ts'
import { openLoopbackDesk, type Account } from './open-loopback-desk.ts'
import { startServer, type ServerProcess, type ServerReady } from './server-process.ts'
import { untilTold } from './until-told.ts'

export type StartOptions = {
  readonly data?: string
  /** Of the server. */
  readonly port: number
  readonly headless?: boolean
  readonly empty?: boolean
  readonly json?: boolean
}

const root = resolve(import.meta.dirname, '..', '..')

/** `npm start`: the server with a demo workspace, and the desk signed in as its owner, until Ctrl-C. */
export async function runStart(options: StartOptions): Promise<void> {
  const told = untilTold()
  const folder = dataFolder(options.data)
  const demo = options.empty === true ? [] : ['--demo']
  await using server = await startServer(['--data', folder.server, '--port', String(options.port), ...demo])
  const electron = options.headless === true ? undefined : electronBinary(join(root, 'node_modules'))
  if (electron === undefined) await runInBrowser(server, folder, options, told)
  else await runInWindow(electron, server, { ...options, data: folder.root }, told)
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
  options: StartOptions & { readonly data: string },
  told: Promise<unknown>,
): Promise<void> {
  const owner = server.ready.accounts.find(({ role }) => role === 'owner')
  const child = spawn(electron, [join(root, 'out', 'main', 'index.js')], {
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      DAYLOOM_DATA: options.data,
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

function ownerOf({ url, accounts }: ServerReady): Account | undefined {
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

import { join, resolve } from 'node:path'
import { dataFolder } from './data-folder.ts'
import { electronWindow, type ElectronWindow } from './electron-window.ts'
import { fetchElectron } from './fetch-electron.ts'
import { openBrowser } from './open-browser.ts'
import { openLoopbackDesk, type Account } from './open-loopback-desk.ts'
import { PlainFailure } from './plain-failure.ts'
import { startServer, type ServerReady } from './server-process.ts'
import { untilTold } from './until-told.ts'
import { windowPossible } from './window-possible.ts'

export type StartOptions = {
  readonly data?: string
  readonly profile?: string
  /** Of the server. */
  readonly port: number
  readonly headless?: boolean
  readonly empty?: boolean
  readonly json?: boolean
}

const root = resolve(import.meta.dirname, '..', '..')
const FETCHED_WITHIN = 120_000

/** `npm start`: the server with a demo workspace, and the desk signed in as its owner, until Ctrl-C. */
export async function runStart(options: StartOptions): Promise<void> {
  const told = untilTold()
  const folder = dataFolder(options)
  const electron = windowPossible(options, process) ? await electronHere() : undefined
  const demo = options.empty === true ? [] : ['--demo']
  await using server = await startServer(['--data', folder.server, '--port', String(options.port), ...demo])
  await using open = new AsyncDisposableStack()
  const window = electron === undefined ? undefined : open.use(await windowOn(electron, folder.root, server.ready))
  if (window === undefined) {
    const desk = open.use(await openLoopbackDesk(folder.desk, { account: ownerOf(server.ready), port: 0 }))
    announce(server.ready, desk.loopback.tokenUrl, options)
    showInBrowser(desk.loopback.tokenUrl, options)
  } else {
    announce(server.ready, undefined, options)
  }
  const ends = [told, server.ended.then(() => LOST), ...(window === undefined ? [] : [window.closed])]
  if ((await Promise.race(ends)) === LOST) throw new PlainFailure('The server has ended unexpectedly.')
}

const LOST = 'lost'

function electronHere(): Promise<string | undefined> {
  const failed = join(root, '.tools', 'electron-not-fetched')
  return fetchElectron({ modules: join(root, 'node_modules'), failed, deadlineMs: FETCHED_WITHIN, say })
}

function windowOn(electron: string, data: string, { url, accounts }: ServerReady): Promise<ElectronWindow | undefined> {
  const owner = accounts.find(({ role }) => role === 'owner')
  return electronWindow(electron, {
    DAYLOOM_DATA: data,
    DAYLOOM_SERVER: url,
    ...(owner === undefined ? {} : { DAYLOOM_EMAIL: owner.email, DAYLOOM_PASSWORD: owner.password }),
  })
}

// With `--json` the token in the address is the reader's to use.
function showInBrowser(url: string, { headless, json }: StartOptions): void {
  if (headless === true || json === true) return
  say('Electron is not here, or cannot open a window: the app opens in the browser instead.')
  openBrowser(url)
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

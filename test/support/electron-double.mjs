// A double of the `electron` module for plain Node: as much of it as the shell uses, with Electron's own manners. A window
// "loads" its address through the protocol handler that the shell registered, runs the real preload, and prints on stdout,
// as one line of JSON, what it saw; then it quits the app as its last window would.
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

const handlers = new Map()
const windows = []

export const app = Object.assign(new EventEmitter(), {
  requestSingleInstanceLock: () => process.env.DOUBLE_SECOND !== 'yes',
  whenReady: () => Promise.resolve(),
  getPath: () => process.env.DAYLOOM_DATA,
  setPath: () => {},
  getVersion: () => '0.0.0',
  quit: () => {
    let prevented = false
    app.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) process.exit(0)
  },
  exit: (code) => process.exit(code),
})

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => (protocol.schemes = schemes),
  handle: (scheme, handler) => handlers.set(scheme, handler),
}

export const net = {
  fetch: async (url) => {
    try {
      return new Response(readFileSync(fileURLToPath(url)))
    } catch {
      throw new Error('net::ERR_FILE_NOT_FOUND')
    }
  },
}

export const shell = { opened: [], openExternal: async (url) => void shell.opened.push(url) }
export const session = { defaultSession: { setPermissionRequestHandler: (handler) => (session.permission = handler) } }
export const dialog = { showErrorBox: (title, text) => process.stderr.write(`${title}: ${text}\n`) }
export const ipcMain = new EventEmitter()
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.from(`sealed:${text}`),
  decryptString: (bytes) => bytes.toString().replace(/^sealed:/, ''),
}

// oxlint-disable-next-line typescript/no-extraneous-class -- Electron's own is called with new
export class MessageChannelMain {
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = {
      on: (event, listener) => port1.on(event, (data) => listener(event === 'message' ? { data } : undefined)),
      postMessage: (data) => port1.postMessage(data),
      start: () => port1.start(),
    }
    this.port2 = port2
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => windows
  constructor(options) {
    super()
    this.options = options
    this.webContents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler) => (this.opens = handler),
      postMessage: (channel, _message, ports) => this.bridge.emit(channel, { ports }),
    })
    windows.push(this)
  }
  bridge = new EventEmitter()
  show = () => {}
  focus = () => {}
  isMinimized = () => false
  getNormalBounds = () => ({ x: 0, y: 0, width: 1280, height: 800 })
  loadURL = (url) => visit(this, url)
}

async function visit(window, url) {
  const page = await request(url)
  const scripts = [...(page.text.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g) ?? [])].map((match) => match[1])
  const seen = {
    url,
    preferences: window.options.webPreferences,
    page: { status: page.status, policy: page.headers.get('content-security-policy') },
    assets: await Promise.all(scripts.map(async (path) => (await request(new URL(path, url).href)).status)),
    attacks: await Promise.all(ATTACKS.map(async (attack) => [attack, (await request(attack)).status])),
    leaving: leave(window),
    popups: ['https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)'].map(
      (to) => window.opens({ url: to }).action,
    ),
    opened: shell.opened,
    permissions: ['clipboard-sanitized-write', 'geolocation', 'media'].map(ask),
    session: await callThroughPreload(window),
  }
  window.emit('close')
  process.stdout.write(`${JSON.stringify(seen)}\n`)
  app.emit('window-all-closed')
}

const ATTACKS = [
  'app://dayloom/../package.json',
  'app://dayloom/..%2f..%2fpackage.json',
  'app://dayloom/%2e%2e/main/index.js',
  'app://dayloom/..\\..\\package.json',
  'app://dayloom/.built-from',
  'app://dayloom/assets/../../main/index.js',
  'app://elsewhere/index.html',
  'app://dayloom//etc/passwd.txt',
]

// Not through `new Request`: it would tidy the path before the handler has seen it.
async function request(url) {
  const answer = await handlers
    .get('app')({ url, method: 'GET', headers: new Headers() })
    .catch(() => Response.error())
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

function leave(window) {
  let stayed = false
  window.webContents.emit('will-navigate', { preventDefault: () => (stayed = true) }, 'https://example.org/')
  return stayed ? 'refused' : 'allowed'
}

function ask(permission) {
  let answer
  session.permission({}, permission, (given) => (answer = given))
  return [permission, answer]
}

async function callThroughPreload(window) {
  const arrived = Promise.withResolvers()
  const page = {
    location: { origin: 'app://dayloom' },
    postMessage: (message, origin, ports) => arrived.resolve({ message, origin, ports }),
  }
  const electron = { ipcRenderer: window.bridge, contextBridge: {} }
  const source = readFileSync(window.options.webPreferences.preload, 'utf8')
  const require = (name) => (name === 'electron' ? electron : createRequire(import.meta.url)(name))
  runInNewContext(source, { require, window: page, module: { exports: {} }, exports: {} })
  window.webContents.emit('did-finish-load')
  window.emit('ready-to-show')
  const { message, origin, ports } = await arrived.promise
  const [port] = ports
  const call = createORPCClient(new RPCLink({ port }))
  port.start()
  return { message, origin, answer: await call.session.get() }
}

export default { app, protocol, net, shell, session, dialog, ipcMain, safeStorage, MessageChannelMain, BrowserWindow }

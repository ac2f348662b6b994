import { join } from 'node:path'
import { BrowserWindow, MessageChannelMain, session, shell } from 'electron'
import type { Engine } from '../engine/create-engine.ts'
import { exposeOnPort } from '../host/message-port.ts'
import { APP_ORIGIN } from './app-scheme.ts'
import type { WindowState } from './window-state.ts'

/** One window on the engine. It can reach nothing but the port that it is handed. */
export function openWindow(engine: Engine, state: WindowState): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds(),
    minWidth: 400,
    minHeight: 500,
    show: false,
    title: 'Dayloom',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', () => state.keep(window.getNormalBounds()))
  window.webContents.on('did-finish-load', () => handPort(window, engine))
  refuseToLeave(window)
  void window.loadURL(`${APP_ORIGIN}/index.html`)
  return window
}

function handPort(window: BrowserWindow, engine: Engine): void {
  const { port1, port2 } = new MessageChannelMain()
  exposeOnPort(engine, port1)
  port1.start()
  window.webContents.postMessage('dayloom:port', null, [port2])
}

// An address in an appointment's text must neither replace the app nor open a window with its rights.
function refuseToLeave(window: BrowserWindow): void {
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (/^https?:\/\//i.test(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  )
}

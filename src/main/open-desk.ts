import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { instant } from '../core/model/instant.ts'
import { network } from '../engine/connect.ts'
import { createEngine, type Engine } from '../engine/create-engine.ts'
import { writeEngineFile } from '../engine/engine-file.ts'
import { fileSecrets } from '../engine/file-secrets.ts'
import { newId } from '../engine/new-id.ts'
import { serveLoopback } from '../host/loopback.ts'
import { serveAppScheme } from './app-scheme.ts'
import { safeSecrets } from './safe-secrets.ts'
import { createWindowState } from './window-state.ts'
import { openWindow } from './window.ts'

/** Opens the desk: engine, command-line access, window. What stands in the way is said in a box, in one sentence. */
export async function openDesk(): Promise<void> {
  try {
    const folder = join(process.env['DAYLOOM_DATA'] ?? app.getPath('userData'), 'desk')
    const open = new AsyncDisposableStack()
    const engine = open.use(await openEngine(folder))
    await signIn(engine)
    const loopback = open.use(await serveLoopback(engine, { port: 0 }))
    open.use(await writeEngineFile(folder, { url: loopback.url, key: loopback.controlKey, pid: process.pid }))
    serveAppScheme(join(import.meta.dirname, '..', 'renderer'))
    keepWindow(engine, folder)
    endInOrder(open)
    // Whoever started us opens the app elsewhere where no window comes to stand.
    process.send?.('open')
  } catch (error) {
    dialog.showErrorBox('Dayloom cannot start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
}

function openEngine(folder: string): Promise<Engine> {
  return createEngine({
    dataDir: folder,
    connect: network(),
    now: () => instant(Date.now()),
    newId,
    secrets: safeSecrets(fileSecrets(folder)),
    deviceName: hostname(),
  })
}

// `npm start` names the demo's server, which may stand at another address than last time, and its owner. A desk that
// somebody else has signed in to stays as it is.
async function signIn(engine: Engine): Promise<void> {
  const { DAYLOOM_SERVER: server, DAYLOOM_EMAIL: email, DAYLOOM_PASSWORD: password } = process.env
  const session = await engine.call.session.get()
  if (!server || !email || !password || session.server === server) return
  if (session.server !== undefined && session.email !== email) return
  await engine.call.session.connect({ server, email, password })
}

function keepWindow(engine: Engine, folder: string): void {
  const state = createWindowState(folder)
  const show = () => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) return openWindow(engine, state)
    if (window.isMinimized()) window.restore()
    window.focus()
    return window
  }
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  show()
}

// Quitting waits until what was acknowledged to the person is closed in order.
function endInOrder(open: AsyncDisposableStack): void {
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    ended = true
    void open.disposeAsync().finally(() => app.quit())
  })
}

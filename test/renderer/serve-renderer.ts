import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dirname, extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { eventually } from '../support/eventually.ts'
import type { createEngineDouble } from './engine-double.ts'

const root = resolve(import.meta.dirname, '../..')
const screens = join(root, 'out/renderer')
const SOURCES = ['src/renderer', 'src/core', 'resources/translations', 'renderer.vite.config.ts']

const pages = new Map<string, Buffer>()

/** Builds the screens into out/renderer, unless what is there is younger than every source. One process at a time. */
export async function buildRenderer(): Promise<void> {
  await using _lock = await onlyOne(join(root, 'node_modules/.cache/renderer-build'))
  if (!isFresh()) await build()
  await eventually(readPages, { what: 'the built screens', everyMs: 250 })
}

/**
 * Keeps the built files: a build by somebody else empties the folder while tests run. True once two readings in a row
 * found the same files, so that no half-written build is kept.
 */
function readPages(): boolean {
  const before = [...pages].map(([path, page]) => `${path} ${page.length}`).join()
  pages.clear()
  for (const name of readdirSync(screens, { recursive: true, encoding: 'utf8' })) {
    const path = join(screens, name)
    if (statSync(path).isFile()) pages.set(`/${name.replaceAll('\\', '/')}`, readFileSync(path))
  }
  return pages.has('/index.html') && before === [...pages].map(([path, page]) => `${path} ${page.length}`).join()
}

// In a process of its own: under the test runner's NODE_ENV the development build of React would come out.
async function build(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', 'renderer.vite.config.ts', '--logLevel', 'warn']
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } })
}

function isFresh(): boolean {
  const built = join(screens, 'index.html')
  return existsSync(built) && statSync(built).mtimeMs > newest()
}

/** A folder can be made by one alone; one that is older than two minutes was left by a process that was killed. */
async function onlyOne(folder: string): Promise<AsyncDisposable> {
  const made = (): boolean => {
    try {
      mkdirSync(folder, { recursive: false })
      return true
    } catch {
      const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.birthtimeMs ?? Date.now())
      if (age > 120_000) rmdirSync(folder)
      return false
    }
  }
  mkdirSync(dirname(folder), { recursive: true })
  await eventually(made, { deadlineMs: 120_000, what: 'the build of the screens' })
  return { [Symbol.asyncDispose]: async () => rmdirSync(folder) }
}

function newest(): number {
  const files = SOURCES.flatMap((source) => {
    const path = join(root, source)
    if (statSync(path).isFile()) return [path]
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
  })
  return Math.max(...files.map((file) => statSync(file).mtimeMs))
}

export type ServedRenderer = AsyncDisposable & {
  readonly url: string
  /** Closes every socket and takes no new one, as while the engine restarts, until `resume`. */
  readonly interrupt: () => void
  readonly resume: () => void
}

/** The built screens, with the double behind `/rpc`, under a policy stricter than the real hosts need. */
export async function serveRenderer(double: ReturnType<typeof createEngineDouble>): Promise<ServedRenderer> {
  const server = createServer(servePage)
  const sockets = new WebSocketServer({ noServer: true })
  const handler = new RPCHandler(double.router)
  let answering = true
  server.on('upgrade', (request, socket, head) => {
    if (!answering) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (client) => void handler.upgrade(client))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    interrupt: () => {
      answering = false
      for (const client of sockets.clients) client.terminate()
    },
    resume: () => {
      answering = true
    },
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'"
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

function servePage(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const path = pathname === '/' ? '/index.html' : pathname
  const page = pages.get(path)
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  if (page) response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(page)
  else response.writeHead(404).end()
}

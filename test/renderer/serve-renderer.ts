import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { RPCHandler } from '@orpc/server/ws'
import { build } from 'vite'
import { WebSocketServer } from 'ws'
import type { createEngineDouble } from './engine-double.ts'

const root = resolve(import.meta.dirname, '../..')
const screens = join(root, 'out/renderer')
const SOURCES = ['src/renderer', 'src/core', 'resources/translations', 'renderer.vite.config.ts']

/** Builds the screens into out/renderer, unless what is there is younger than every source. */
export async function buildRenderer(): Promise<void> {
  const built = join(screens, 'index.html')
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return
  await build({ configFile: join(root, 'renderer.vite.config.ts'), logLevel: 'warn' })
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
  const server = createServer((request, response) => void servePage(request, response))
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

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'"
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' }

async function servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = join(screens, path === '/' ? 'index.html' : path)
  if (!file.startsWith(screens) || !existsSync(file)) return void response.writeHead(404).end()
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(await readFile(file))
}

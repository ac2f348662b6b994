import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Context } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import type { Engine } from '../engine/create-engine.ts'
import { createGate, type Gate } from './gate.ts'
import { answer, servePage } from './serve-page.ts'

export type LoopbackOptions = {
  /** 0: any free one. */
  readonly port: number
  /** The folder of the built screens; without it only `/rpc` answers. */
  readonly pages?: string
  readonly host?: '127.0.0.1'
}

export type Loopback = AsyncDisposable & {
  readonly url: string
  /** Opens the app in one browser; good for one use. */
  readonly tokenUrl: string
  /** `Authorization: Bearer` for the command line. */
  readonly controlKey: string
  close(): Promise<void>
}

// A calendar file of 50 MB travels as one JSON string in which every character may be escaped.
const MAX_MESSAGE = 128 * 1024 * 1024

/**
 * Serves an engine to a browser and to the command line of this machine: the built screens, and the contract at `/rpc`
 * over WebSocket. Host and Origin are checked on every request, then the cookie or the control key.
 */
export async function serveLoopback(engine: Engine, options: LoopbackOptions): Promise<Loopback> {
  const server = createServer()
  const port = await listen(server, options)
  const gate = createGate(port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE })
  const handler = new RPCHandler(engine.router)
  server.on('request', (request, response) => void answerRequest(gate, options.pages, request, response))
  server.on('upgrade', (request, socket, head) => upgrade(gate, sockets, handler, request, socket, head))
  const url = `http://127.0.0.1:${port}`
  const close = () => closeAll(server, sockets)
  return {
    url,
    tokenUrl: `${url}/?token=${gate.token}`,
    controlKey: gate.controlKey,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function listen(server: Server, { port, host = '127.0.0.1' }: LoopbackOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function answerRequest(
  gate: Gate,
  pages: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const place = gate.checkPlace(request)
  if (!place.open) return answer(response, place.status, place.message)
  const method = request.method ?? 'GET'
  if (method !== 'GET' && method !== 'HEAD') return answer(response, 405, 'Only GET and HEAD.')
  // Not by URL: it would resolve `..` before pagePath has seen it.
  const [pathname = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const token = pathname === '/' ? new URLSearchParams(query).get('token') : null
  if (token !== null) return welcome(gate, token, response)
  const key = gate.checkKey(request)
  if (!key.open) return answer(response, key.status, key.message)
  await servePage(pages, pathname, method, response)
}

function welcome(gate: Gate, token: string, response: ServerResponse): void {
  if (!gate.takeToken(token))
    return answer(response, 403, 'This address has been used. Start Dayloom again for a new one.')
  response.writeHead(303, { location: '/', 'set-cookie': gate.cookie, 'cache-control': 'no-store' })
  response.end()
}

function upgrade(
  gate: Gate,
  sockets: WebSocketServer,
  handler: RPCHandler<Context>,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', () => socket.destroy())
  const verdict = checkUpgrade(gate, request)
  if (!verdict.open) return void socket.end(`HTTP/1.1 ${verdict.status} Refused\r\nConnection: close\r\n\r\n`)
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.on('error', () => webSocket.terminate())
    void handler.upgrade(webSocket)
  })
}

function checkUpgrade(gate: Gate, request: IncomingMessage): { open: true } | { open: false; status: number } {
  if (request.url !== '/rpc') return { open: false, status: 404 }
  const place = gate.checkPlace(request)
  if (!place.open) return place
  // A browser always names its Origin on a socket; only the command line, which holds the control key, does not.
  if (request.headers.origin === undefined && request.headers.authorization === undefined)
    return { open: false, status: 403 }
  return gate.checkKey(request)
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  if (!server.listening) return
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
}

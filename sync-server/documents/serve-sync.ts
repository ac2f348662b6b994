import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { CLOSE, DEVICE_SUBPROTOCOL } from '../../src/core/contract/sync-protocol.ts'
import { parseDocumentName } from '../../src/core/document/document-name.ts'
import { serveDevice } from './device-connection.ts'
import { MAX_UPDATE_BYTES } from './judge-update.ts'
import { serveStock } from './stock-connection.ts'
import type { LimitUpgrades } from '../safety/limit-upgrades.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { Accepted } from './sync-socket.ts'
import type { Writer } from './writer-command.ts'

export type SyncEndpoint = {
  /** Ends all connections, with a word. Settles when they are gone. */
  close(): Promise<void>
}

const TOKEN = 'token.'
// Beside a command's updates: its names; and a device may know 15,000 documents, of each of which its hello says a word.
const FRAME_OVERHEAD = 768 * 1_024
const STRANGERS_PAYLOAD = 1_024
const GOING_AWAY = 1001
const CLOSE_WITHIN_MS = 2_000

/**
 * WebSockets at `/sync` (devices) and `/sync/{document}` (stock y-websocket clients), both with the subprotocol `token.{sync
 * token}`. A bad token is accepted and closed with 4401: on a refused upgrade a stock provider would try again for ever.
 */
export function serveSync(
  server: Server,
  deps: SyncDeps & {
    readonly writerOf: (token: string) => Writer | undefined
    /** False: the device was revoked since it got its token. */
    readonly admit: (writer: Writer, socket: WebSocket) => boolean
    readonly limit: LimitUpgrades
  },
): SyncEndpoint {
  const known = acceptor(MAX_UPDATE_BYTES + FRAME_OVERHEAD)
  // Nothing that they send is awaited: it must not take room either.
  const strangers = acceptor(STRANGERS_PAYLOAD)

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    // Until ws takes over, nobody else listens.
    stream.on('error', () => stream.destroy())
    const path = pathOf(request)
    if (path !== '/sync' && !path?.startsWith('/sync/')) return refuseUpgrade(stream, '404 Not Found')
    const token = offeredOf(request).find((protocol) => protocol.startsWith(TOKEN))
    const writer = token === undefined ? undefined : deps.writerOf(token.slice(TOKEN.length))
    const waitMs = deps.limit(request, writer ? 'known' : 'stranger')
    if (waitMs > 0) return refuseUpgrade(stream, '429 Too Many Requests', waitMs)
    if (writer) known.handleUpgrade(request, stream, head, (socket) => serve({ socket, stream }, writer, path))
    else
      strangers.handleUpgrade(request, stream, head, (socket) =>
        turnAway(socket, CLOSE.unauthenticated, 'unauthenticated'),
      )
  }
  const serve = (accepted: Accepted, writer: Writer, path: string): void => {
    const { socket } = accepted
    if (!deps.admit(writer, socket)) return turnAway(socket, CLOSE.revoked, 'revoked')
    const kind = path === '/sync' ? 'device' : 'stock'
    deps.noted.opened(kind)
    socket.once('close', (code) => deps.noted.closed(kind, code))
    if (path === '/sync') {
      if (socket.protocol === DEVICE_SUBPROTOCOL) return serveDevice(accepted, writer, deps)
      return turnAway(socket, CLOSE.malformed, DEVICE_SUBPROTOCOL)
    }
    const ref = parseDocumentName(path.slice('/sync/'.length))
    if (ref?.workspace !== writer.workspace) return turnAway(socket, CLOSE.forbidden, 'forbidden')
    serveStock(accepted, ref, writer, deps)
  }

  server.on('upgrade', onUpgrade)
  return {
    close: async () => {
      server.off('upgrade', onUpgrade)
      const open = [...known.clients, ...strangers.clients]
      const gone = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const socket of open) socket.close(GOING_AWAY, 'going away')
      const late = setTimeout(() => {
        for (const socket of open) socket.terminate()
      }, CLOSE_WITHIN_MS)
      await Promise.all(gone)
      clearTimeout(late)
    },
  }
}

function acceptor(maxPayload: number): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    handleProtocols: (offered) => chosenProtocol(offered) ?? false,
  })
}

/** Of what a client offers: the device protocol where it speaks it, else its token, since some clients insist on an answer. */
function chosenProtocol(offered: ReadonlySet<string>): string | undefined {
  if (offered.has(DEVICE_SUBPROTOCOL)) return DEVICE_SUBPROTOCOL
  return [...offered].find((protocol) => protocol.startsWith(TOKEN))
}

function offeredOf(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? '', 'http://server').pathname)
  } catch {
    return undefined
  }
}

function refuseUpgrade(stream: Duplex, status: string, waitMs?: number): void {
  const wait = waitMs === undefined ? '' : `Retry-After: ${Math.max(Math.ceil(waitMs / 1_000), 1)}\r\n`
  const answer = `HTTP/1.1 ${status}\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`
  stream.end(answer)
  // One that keeps its half open is cut off.
  setTimeout(() => stream.destroy(), CLOSE_WITHIN_MS).unref()
}

function turnAway(socket: WebSocket, code: number, reason: string): void {
  socket.on('error', () => socket.terminate())
  socket.close(code, reason)
  // One that never answers the close is cut off.
  const late = setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS)
  socket.on('close', () => clearTimeout(late))
}

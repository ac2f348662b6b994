import { decodeMessage, encodeMessage, ServerMessage, type DeviceMessage } from '../../core/contract/sync-protocol.ts'
import type { SyncSocket } from '../connect.ts'
import { heartbeat } from './heartbeat.ts'
import { createInbox } from './inbox.ts'

/** How a conversation ended. `code`: of the WebSocket; 1006 where it died without a word. */
export type Ending =
  | { readonly kind: 'closed'; readonly code: number }
  /** The server speaks another protocol, or nonsense. */
  | { readonly kind: 'protocol' }
  /** Hello has to be said again: what is here and what the server says do not fit. */
  | { readonly kind: 'again' }

/** A socket that speaks whole messages, and knows when it is dead. Disposing of it closes it. */
export type Line = Disposable & {
  /** Settles once it is open, or has ended. */
  readonly ready: Promise<void>
  send(message: DeviceMessage): void
  /** What was heard since, at most `limit` messages; empty after `wake`; undefined once it has ended and all was taken. */
  next(limit: number): Promise<ServerMessage[] | undefined>
  wake(): void
  end(ending: Ending): void
  ending(): Ending | undefined
}

export type LineTiming = { readonly now: () => number; readonly pingEvery: number }

export function openLine(socket: SyncSocket, timing: LineTiming): Line {
  const inbox = createInbox<ServerMessage>()
  const opened = Promise.withResolvers<void>()
  let ending: Ending | undefined
  const end = (given: Ending) => {
    ending ??= given
    inbox.close()
    opened.resolve()
    socket.close()
  }
  const send = (message: DeviceMessage) => {
    if (socket.readyState !== 1) return
    const frame = new Uint8Array(encodeMessage(message))
    heart.sent(frame.byteLength)
    socket.send(frame)
  }
  // A socket that never opens is dead too: it has heard nothing for two beats.
  const dead = () => end({ kind: 'closed', code: 1006 })
  const heart = heartbeat({ every: timing.pingEvery, now: timing.now, ping: () => send({ kind: 'ping' }), dead })
  listen(socket, {
    opened: opened.resolve,
    ended: end,
    heard: (message) => {
      heart.heard()
      inbox.push(message)
    },
  })
  return {
    ready: opened.promise,
    send,
    next: inbox.next,
    wake: inbox.wake,
    end,
    ending: () => ending,
    [Symbol.dispose]: () => {
      heart[Symbol.dispose]()
      end({ kind: 'closed', code: 1000 })
    },
  }
}

type Ears = { opened(): void; heard(message: ServerMessage): void; ended(ending: Ending): void }

function listen(socket: SyncSocket, ears: Ears): void {
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', () => ears.opened())
  socket.addEventListener('message', ({ data }) => {
    const message = data instanceof ArrayBuffer ? decodeMessage(ServerMessage, new Uint8Array(data)) : undefined
    if (message === undefined) ears.ended({ kind: 'protocol' })
    else ears.heard(message)
  })
  socket.addEventListener('close', ({ code }) => ears.ended({ kind: 'closed', code }))
  // A close event follows, with the code.
  socket.addEventListener('error', () => undefined)
}

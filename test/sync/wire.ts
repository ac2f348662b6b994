import { EventEmitter } from 'node:events'
import { PassThrough, type Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { SyncSocket } from '../../src/engine/connect.ts'

type Up = { readonly frame: Uint8Array } | { readonly closed: true }
type Down = { readonly frame: Uint8Array } | { readonly code: number }

type Ears = {
  open: () => void
  error: () => void
  message: (event: { readonly data: unknown }) => void
  close: (event: { readonly code: number }) => void
}

/**
 * A socket whose frames travel one by one, when they are told to. Nothing is lost or reordered in the middle of it, as on a real
 * one: what is lost is lost with all that would have come behind it. Its two ends may die at different moments.
 */
export type Wire = {
  /** The device's end. */
  readonly near: SyncSocket
  /** The server's end, as `ws` hands it over. */
  readonly far: { readonly socket: WebSocket; readonly stream: Duplex }
  /** Delivers the next frame to the server; false where none is under way. */
  carryUp(): boolean
  carryDown(): boolean
  /** The line is dead: the device learns it now; of what it had sent the server still gets `arriving` frames, and then the end. */
  cut(arriving: number): void
  /** Nothing is under way any more, and both ends know the end. */
  isOver(): boolean
  readonly underWay: () => { readonly up: number; readonly down: number }
}

const OPEN = 1
const CLOSING = 2
const CLOSED = 3

export function createWire(): Wire {
  const up: Up[] = []
  const down: Down[] = []
  const ears: { [K in keyof Ears]: Ears[K][] } = { open: [], error: [], message: [], close: [] }
  let nearState = OPEN
  const far = Object.assign(new EventEmitter(), idleSocket())
  const fragments: Uint8Array[] = []
  far.send = (frame, { fin } = { fin: true }, taken) => {
    fragments.push(new Uint8Array(frame))
    if (fin) down.push({ frame: Buffer.concat(fragments.splice(0)) })
    if (taken !== undefined) queueMicrotask(taken)
  }
  far.close = (code) => {
    if (far.readyState !== OPEN) return
    far.readyState = CLOSING
    down.push({ code })
  }

  const hearOpen = (): void => {
    for (const listener of ears.open) listener()
  }
  const hearFrame = (frame: Uint8Array): void => {
    for (const listener of ears.message) listener({ data: new Uint8Array(frame).buffer })
  }
  const hearClose = (code: number): void => {
    for (const listener of ears.close) listener({ code })
  }
  const endNear = (code: number): void => {
    if (nearState === CLOSED) return
    nearState = CLOSED
    down.length = 0
    queueMicrotask(() => hearClose(code))
  }
  const endFar = (): void => {
    if (far.readyState === CLOSED) return
    far.readyState = CLOSED
    far.emit('close')
  }
  far.terminate = endFar
  const nearSocket: SyncSocket = {
    binaryType: 'arraybuffer',
    get readyState() {
      return nearState
    },
    send: (frame) => void up.push({ frame: new Uint8Array(frame) }),
    close: (code = 1005) => {
      if (nearState === CLOSED) return
      up.push({ closed: true })
      endNear(code)
    },
    addEventListener: <K extends keyof Ears>(type: K, listener: Ears[K]) => {
      ears[type].push(listener)
      if (type === 'open') queueMicrotask(hearOpen)
    },
  }
  return {
    near: nearSocket,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- what the server uses of it is there
    far: { socket: far as unknown as WebSocket, stream: new PassThrough() },
    carryUp: () => {
      const next = up.shift()
      if (next === undefined) return false
      if ('closed' in next) endFar()
      else if (far.readyState === OPEN) far.emit('message', Buffer.from(next.frame), true)
      return true
    },
    carryDown: () => {
      const next = down.shift()
      if (next === undefined) return false
      if ('code' in next) {
        endNear(next.code)
        endFar()
      } else hearFrame(next.frame)
      return true
    },
    cut: (arriving) => {
      up.splice(Math.min(arriving, up.length), up.length, { closed: true })
      endNear(1006)
    },
    isOver: () => nearState === CLOSED && far.readyState === CLOSED,
    underWay: () => ({ up: up.length, down: down.length }),
  }
}

function idleSocket() {
  const nothing = (): void => undefined
  const send: (frame: Uint8Array, how?: { fin: boolean }, taken?: () => void) => void = nothing
  const close: (code: number) => void = nothing
  return {
    OPEN,
    readyState: OPEN,
    bufferedAmount: 0,
    send,
    close,
    terminate: nothing,
    ping: nothing,
    pause: nothing,
    resume: nothing,
  }
}

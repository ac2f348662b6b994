import type { RawData, WebSocket } from 'ws'
import { CLOSE } from '../../src/core/contract/sync-protocol.ts'

/** A socket kept within the limits of sync.md, whatever its other end does. */
export type SyncSocket = {
  send(frame: Uint8Array): void
  close(code: number, reason: string): void
  isCongested(): boolean
  /** Settles when it is no longer congested, or has ended. */
  drained(): Promise<void>
  /** Something of it was refused: after 100 in 5 s it is closed. */
  countRefusal(): void
}

const CONGESTED_BYTES = 4 * 1_024 * 1_024
const DROPPED_BYTES = 16 * 1_024 * 1_024
const DROPPED_AFTER_MS = 30_000
const LOOK_EVERY_MS = 20
const BEAT_MS = 30_000
const REFUSALS = { most: 100, withinMs: 5_000 }
/** A bucket of each is full at the start and fills again at this pace; above it reading pauses. */
const PACE = {
  frames: { most: 2_000, perSecond: 1_000 },
  bytes: { most: 16 * 1_024 * 1_024, perSecond: 1_024 * 1_024 },
}

export type SocketEvents = {
  /** One binary frame. Throwing closes the socket as malformed. */
  readonly onFrame: (frame: Uint8Array) => void
  readonly onEnd: () => void
}

/** Reads nothing before this is called. `monotonic`: milliseconds that never go back. */
export function createSyncSocket(socket: WebSocket, events: SocketEvents, monotonic: () => number): SyncSocket {
  const refusals: number[] = []
  const bucket = createBuckets(monotonic)
  const isOpen = (): boolean => socket.readyState === socket.OPEN
  const close = (code: number, reason: string): void => {
    if (!isOpen()) return
    socket.close(code, reason)
    // One that never answers the close is cut off.
    setTimeout(() => socket.terminate(), 2_000).unref()
  }
  const beat = keepAlive(socket)

  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(beat)
    events.onEnd()
  })
  socket.on('message', (data, isBinary) => {
    if (!isOpen()) return
    const frame = bytesOf(data)
    if (!frame || !isBinary) return close(CLOSE.malformed, 'binary frames only')
    const wait = bucket.take(frame.byteLength)
    if (wait > 0) {
      socket.pause()
      setTimeout(() => socket.resume(), wait).unref()
    }
    events.onFrame(frame)
  })

  return {
    send: (frame) => {
      if (!isOpen()) return
      socket.send(frame)
      if (socket.bufferedAmount > DROPPED_BYTES) close(CLOSE.slow, 'too slow')
    },
    close,
    isCongested: () => socket.bufferedAmount > CONGESTED_BYTES,
    drained: async () => {
      const since = monotonic()
      while (isOpen() && socket.bufferedAmount > CONGESTED_BYTES) {
        if (monotonic() - since > DROPPED_AFTER_MS) close(CLOSE.slow, 'too slow')
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref())
      }
    },
    countRefusal: () => {
      const now = monotonic()
      refusals.push(now)
      while (now - (refusals[0] ?? now) > REFUSALS.withinMs) refusals.shift()
      if (refusals.length >= REFUSALS.most) close(CLOSE.abuse, 'too many refused messages')
    },
  }
}

function bytesOf(data: RawData): Uint8Array | undefined {
  return data instanceof Uint8Array ? data : undefined
}

function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let heard = true
  socket.on('pong', () => {
    heard = true
  })
  return setInterval(() => {
    if (!heard) return socket.terminate()
    heard = false
    socket.ping()
  }, BEAT_MS).unref()
}

/** `take` answers how many milliseconds to wait before reading on. */
function createBuckets(monotonic: () => number): { take(bytes: number): number } {
  let frames = PACE.frames.most
  let bytes = PACE.bytes.most
  let last = monotonic()
  return {
    take: (size) => {
      const now = monotonic()
      const seconds = (now - last) / 1_000
      last = now
      frames = Math.min(PACE.frames.most, frames + seconds * PACE.frames.perSecond) - 1
      bytes = Math.min(PACE.bytes.most, bytes + seconds * PACE.bytes.perSecond) - size
      return Math.max(0, (-frames / PACE.frames.perSecond) * 1_000, (-bytes / PACE.bytes.perSecond) * 1_000)
    },
  }
}

import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { CLOSE } from '../../src/core/contract/sync-protocol.ts'
import { createFrameQueue, type FrameQueue } from './frame-queue.ts'
import { keepAlive } from './keep-alive.ts'
import { createReadingPace } from './reading-pace.ts'

/** A socket kept within the limits of sync.md, whatever its other end does. */
export type SyncSocket = {
  send(frame: Uint8Array): void
  close(code: number, reason: string): void
  isCongested(): boolean
  /** Settles when it is no longer congested, or has ended. */
  drained(): Promise<void>
  /** Something of it was refused: after 100 in 5 s it is closed. */
  countRefusal(): void
  /** The same, of what was on its way before its sender could know that what it stands on was refused: after 500. */
  countFollowing(): void
}

/** Of what has not left yet. `least`: what a congested one has to take within `withinMs`, or it is closed. */
export type SendingLimits = {
  readonly congested: number
  readonly dropped: number
  readonly least: number
  readonly withinMs: number
}
const SENDING: SendingLimits = {
  congested: 4 * 1_024 * 1_024,
  dropped: 16 * 1_024 * 1_024,
  least: 512 * 1_024,
  withinMs: 30_000,
}
const REFUSALS = { most: 100, mostFollowing: 500, withinMs: 5_000 }
const CLOSE_WITHIN_MS = 2_000

export type SocketEvents = {
  /** One binary frame. */
  readonly onFrame: (frame: Uint8Array) => void
  readonly onEnd: () => void
}

/** A socket, and what it is on. */
export type Accepted = { readonly socket: WebSocket; readonly stream: Duplex }

/** `monotonic`: milliseconds that never go back. */
export type SocketWorld = {
  readonly monotonic: () => number
  readonly sending?: SendingLimits
}

/** Reads nothing before this is called. */
export function createSyncSocket({ socket, stream }: Accepted, events: SocketEvents, world: SocketWorld): SyncSocket {
  const { monotonic, sending: limits = SENDING } = world
  const pace = createReadingPace(monotonic)
  const isOpen = (): boolean => socket.readyState === socket.OPEN
  const close = (code: number, reason: string): void => {
    if (!isOpen()) return
    queue.clear()
    socket.close(code, reason)
    // One that never answers the close is cut off.
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref()
  }
  const rest = pauseReading(socket, monotonic)
  const queue = createFrameQueue(socket, () => sending.look())
  const sending = limitSending(queue, limits, () => close(CLOSE.slow, 'too slow'))
  const bytesRead = (): number => ('bytesRead' in stream ? Number(stream.bytesRead) : 0)
  keepAlive(socket, () => ({ read: bytesRead(), taken: queue.taken() }))

  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    queue.clear()
    sending.end()
    events.onEnd()
  })
  socket.on('message', (data, isBinary) => {
    if (!isOpen()) return
    const frame = bytesOf(data)
    if (!frame || !isBinary) return close(CLOSE.malformed, 'binary frames only')
    rest(pace.take(frame.byteLength))
    events.onFrame(frame)
  })

  const counted = (most: number) =>
    refusalCounter(most, monotonic, () => close(CLOSE.abuse, 'too many refused messages'))

  return {
    send: (frame) => {
      if (isOpen()) sending.send(frame)
    },
    close,
    isCongested: sending.isCongested,
    drained: sending.drained,
    countRefusal: counted(REFUSALS.most),
    countFollowing: counted(REFUSALS.mostFollowing),
  }
}

/** Reads nothing for so many milliseconds; of several pauses the longest counts. */
function pauseReading(socket: WebSocket, monotonic: () => number): (wait: number) => void {
  let until = 0
  let isResting = false
  const goOn = (): void => {
    const left = until - monotonic()
    // A timer may fire before the time that another clock says.
    if (left > 0) return void setTimeout(goOn, left).unref()
    isResting = false
    socket.resume()
  }
  return (wait) => {
    until = Math.max(until, monotonic() + wait)
    if (wait <= 0 || isResting) return
    isResting = true
    socket.pause()
    setTimeout(goOn, wait).unref()
  }
}

function bytesOf(data: RawData): Uint8Array | undefined {
  return data instanceof Uint8Array ? data : undefined
}

function limitSending(queue: FrameQueue, limits: SendingLimits, tooSlow: () => void) {
  const waiting: (() => void)[] = []
  let watch: NodeJS.Timeout | undefined
  /** One whole document may be more than is let pile up. */
  let heaviest = 0
  const isCongested = (): boolean => queue.bytes() > limits.congested
  const release = (): void => {
    clearTimeout(watch)
    watch = undefined
    heaviest = 0
    for (const resume of waiting.splice(0)) resume()
  }
  const watchOver = (): void => {
    const before = queue.taken()
    watch = setTimeout(() => {
      if (queue.taken() - before < limits.least) tooSlow()
      else watchOver()
    }, limits.withinMs).unref()
  }
  return {
    isCongested,
    send: (frame: Uint8Array): void => {
      if (queue.bytes() > limits.dropped + heaviest) return tooSlow()
      heaviest = Math.max(heaviest, frame.byteLength)
      queue.push(frame)
      if (!watch && isCongested()) watchOver()
    },
    /** After something has left. */
    look: (): void => {
      if (!isCongested()) release()
    },
    drained: async (): Promise<void> => {
      if (isCongested()) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    end: release,
  }
}

function refusalCounter(most: number, monotonic: () => number, tooMany: () => void): () => void {
  const refusals: number[] = []
  return () => {
    const now = monotonic()
    refusals.push(now)
    while (now - (refusals[0] ?? now) > REFUSALS.withinMs) refusals.shift()
    if (refusals.length >= most) tooMany()
  }
}

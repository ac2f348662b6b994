import type { Logger } from 'pino'
import { CLOSE } from '../../src/core/contract/sync-protocol.ts'
import { instant, MINUTE, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import type { Writer } from '../documents/writer-command.ts'
import { revokedSince, seeDevices } from './devices.ts'

/** The part of a WebSocket that is needed to end it. */
export type Endable = {
  close(code: number, reason: string): void
  terminate(): void
  once(event: 'close', listener: () => void): unknown
}

/** The open sockets of devices in this process, and which devices may have none. */
export type DeviceSockets = AsyncDisposable & {
  /** False: it was revoked, and is not to be served. Otherwise the socket is ended as soon as it is. */
  admit(device: Writer, socket: Endable): boolean
  /** Known at once; other processes find out when they next look. */
  revoke(devices: readonly Writer[]): void
}

/** Longer than any sync token lives: nobody who was revoked before can come. */
const REMEMBERED_MS = 15 * MINUTE
const LOOK_MS = 3_000
const LOOKS_UNTIL_SEEN = 20
const CLOSE_WITHIN_MS = 2_000

/** Looks every 3 seconds who was revoked by another process, and now and then notes whose devices are connected. */
export async function watchDevices(deps: {
  readonly store: PostgresStore
  readonly now: () => Instant
  readonly logger: Logger
}): Promise<DeviceSockets> {
  const { store, now, logger } = deps
  const open = new Map<string, { readonly device: Writer; readonly sockets: Set<Endable> }>()
  const revoked = new Set<string>()

  const end = (keys: Iterable<string>): void => {
    for (const key of keys) for (const socket of open.get(key)?.sockets ?? []) turnOut(socket)
  }
  const look = async (): Promise<void> => {
    const found = await revokedSince(store.read, instant(now() - REMEMBERED_MS))
    for (const device of found) revoked.add(keyOf(device))
    end(found.map(keyOf))
  }
  const see = async (): Promise<void> => {
    const devices = [...open.values()].map(({ device }) => device)
    await store.tx((tx) => seeDevices(tx, devices, now()))
  }
  await look()
  const stop = repeat(async (n) => {
    await look()
    if (n % LOOKS_UNTIL_SEEN === 0 && open.size > 0) await see()
  }, logger)
  return {
    admit: (device, socket) => {
      const key = keyOf(device)
      if (revoked.has(key)) return false
      const { sockets } = open.get(key) ?? { sockets: new Set<Endable>() }
      sockets.add(socket)
      open.set(key, { device, sockets })
      socket.once('close', () => {
        sockets.delete(socket)
        if (sockets.size === 0 && open.get(key)?.sockets === sockets) open.delete(key)
      })
      return true
    },
    revoke: (devices) => {
      for (const device of devices) revoked.add(keyOf(device))
      end(devices.map(keyOf))
    },
    [Symbol.asyncDispose]: stop,
  }
}

function keyOf({ workspace, member, device }: Writer): string {
  return `${workspace}/${member}/${device}`
}

function turnOut(socket: Endable): void {
  socket.close(CLOSE.revoked, 'revoked')
  // One that never answers the close is cut off.
  setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref()
}

/** One after the other, until the returned function is called; that one waits for the last. */
function repeat(work: (n: number) => Promise<void>, logger: Logger): () => Promise<void> {
  let last = Promise.resolve()
  let n = 0
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    n += 1
    last = work(n)
      .catch((error: unknown) => logger.warn({ err: error }, 'revoked devices could not be looked for'))
      .finally(() => {
        busy = false
      })
  }, LOOK_MS).unref()
  return async () => {
    clearInterval(timer)
    await last
  }
}

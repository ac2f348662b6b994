import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { CLOSE } from '../../../src/core/contract/sync-protocol.ts'
import { createSyncSocket, type SendingLimits, type SyncSocket } from '../../../sync-server/documents/sync-socket.ts'
import { eventually } from '../../support/eventually.ts'

const KB = 1_024
const MB = 1_024 * KB
const PATIENT: SendingLimits = { congested: 4 * MB, dropped: 16 * MB, least: 512 * KB, withinMs: 3_600_000 }

let listening: WebSocketServer
beforeEach(async () => {
  listening = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 64 * MB, perMessageDeflate: false })
  await once(listening, 'listening')
})
afterEach(async () => {
  for (const one of listening.clients) one.terminate()
  await new Promise((resolve) => listening.close(resolve))
})

type Line = AsyncDisposable & {
  readonly near: SyncSocket
  readonly far: WebSocket
  /** The first byte and the length of every frame that arrived. */
  readonly received: string[]
  /** That came from the far end. */
  readonly heard: number[]
  closed(): Promise<number>
}

/** A socket as the server holds it, and its other end. */
async function open(sending: SendingLimits = PATIENT, monotonic = () => performance.now()): Promise<Line> {
  const address = listening.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const heard: number[] = []
  const accepted = new Promise<SyncSocket>((resolve) => {
    listening.once('connection', (socket, { socket: stream }) => {
      const events = { onFrame: (frame: Uint8Array) => void heard.push(frame.byteLength), onEnd: () => undefined }
      resolve(createSyncSocket({ socket, stream }, events, { monotonic, sending }))
    })
  })
  const far = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  const received: string[] = []
  let code: number | undefined
  far.on('error', () => undefined)
  far.on('close', (given) => {
    code = given
  })
  far.on('message', (data: Buffer) => received.push(`${data[0]} ${data.byteLength}`))
  await once(far, 'open')
  return {
    near: await accepted,
    far,
    received,
    heard,
    closed: async () => (await eventually(() => code, { what: 'the close' })).value,
    [Symbol.asyncDispose]: async () => far.terminate(),
  }
}

const frame = (first: number, bytes: number) => new Uint8Array(bytes).fill(first)

/** Sends until the network takes no more; the numbers of the frames. */
function fill({ near }: Line): number[] {
  const sent: number[] = []
  while (!near.isCongested()) {
    near.send(frame(sent.length, MB))
    sent.push(sent.length)
    expect(sent.length).toBeLessThan(200)
  }
  return sent
}

describe('whoever reads slowly', () => {
  test('is sent no more until it has caught up, and then has everything in order', async () => {
    await using line = await open()
    line.far.pause()
    const sent = fill(line)
    const drained = line.near.drained().then(() => line.near.send(frame(255, 1)))
    line.far.resume()
    await drained
    const everything = [...sent.map((n) => `${n} ${MB}`), '255 1']
    await eventually(() => line.received.length === everything.length)
    expect(line.received).toEqual(everything)
  })

  test('and takes nothing for a time is closed', async () => {
    await using line = await open({ ...PATIENT, withinMs: 30 })
    line.far.pause()
    fill(line)
    await line.near.drained()
    line.far.resume()
    // Cut off, or closed with the reason, where it still listens to it.
    expect([CLOSE.slow, 1006]).toContain(await line.closed())
  })

  test('but takes something is not', async () => {
    await using line = await open({ ...PATIENT, least: 1, withinMs: 100 })
    line.far.pause()
    const sent = fill(line)
    for (let n = 0; n < 40; n++) {
      line.far.resume()
      await new Promise((resolve) => setImmediate(resolve))
      line.far.pause()
    }
    line.far.resume()
    await eventually(() => line.received.length === sent.length)
    expect(line.far.readyState).toBe(line.far.OPEN)
  })

  test('is closed where more piles up than is kept for anybody', async () => {
    await using line = await open()
    line.far.pause()
    for (let n = 0; n < 60; n++) line.near.send(frame(n, MB))
    line.far.resume()
    expect([CLOSE.slow, 1006]).toContain(await line.closed())
    expect(line.received.length).toBeLessThan(60)
  })
})

test('whoever sends faster than is read waits, and is read on, whatever timers think of the clock', async () => {
  // Timers fire early by it: none of them may be the last word.
  await using line = await open(PATIENT, () => performance.now() * 0.7)
  for (let n = 0; n < 2_050; n++) line.far.send(frame(1, 10))
  await eventually(() => line.heard.length >= 2_010)
  line.far.send(frame(1, 10))
  await eventually(() => line.heard.length === 2_051)
  expect(line.far.readyState).toBe(line.far.OPEN)
})

describe('a document larger than what may pile up', () => {
  test('arrives whole, and what comes after it too', async () => {
    await using line = await open({ ...PATIENT, congested: MB, dropped: 2 * MB })
    line.near.send(frame(1, 20 * MB))
    for (let n = 0; n < 50; n++) line.near.send(frame(2, 10 * KB))
    await eventually(() => line.received.length === 51)
    expect(line.received).toEqual([`1 ${20 * MB}`, ...Array.from({ length: 50 }, () => `2 ${10 * KB}`)])
  })

  test('does not keep the other direction, nor a ping, waiting', async () => {
    await using line = await open()
    line.far.pause()
    line.near.send(frame(1, 20 * MB))
    line.far.send(frame(9, 3))
    await eventually(() => line.heard.length === 1)
    expect(line.heard).toEqual([3])
  })
})

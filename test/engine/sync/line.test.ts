import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decodeMessage, DeviceMessage, encodeMessage } from '../../../src/core/contract/sync-protocol.ts'
import { CommandId } from '../../../src/core/model/ids.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { openLine } from '../../../src/engine/sync/line.ts'
import { socketPair } from '../../support/socket-pair.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => vi.useRealTimers())

const turn = () => new Promise((resolve) => setImmediate(resolve))

function talk() {
  const pair = socketPair()
  const heard: DeviceMessage[] = []
  pair.far.onFrame = (frame) => {
    const message = decodeMessage(DeviceMessage, frame)
    if (message) heard.push(message)
  }
  let clock = 0
  const line = openLine(pair.near, { now: () => clock, pingEvery: 20_000 })
  const beat = async (ms = 20_000) => {
    clock += ms
    vi.advanceTimersByTime(20_000)
    await turn()
  }
  return { ...pair, line, heard, beat }
}

test('a line pings, and lives as long as it is answered', async () => {
  const { line, far, open, heard, beat } = talk()
  open()
  await line.ready
  for (let round = 0; round < 5; round++) {
    await beat()
    far.send(encodeMessage({ kind: 'pong' }))
    await turn()
  }
  expect(heard).toEqual(Array.from({ length: 5 }, () => ({ kind: 'ping' })))
  expect(line.ending()).toBeUndefined()
  line[Symbol.dispose]()
})

test('two pings without an answer: the line is dead', async () => {
  const { line, open, beat } = talk()
  open()
  await line.ready
  await beat()
  await beat()
  expect(line.ending()).toBeUndefined()
  await beat()
  expect(line.ending()).toEqual({ kind: 'closed', code: 1006 })
  expect(await line.next(10)).toBeUndefined()
})

test('a line that has much to carry is given time for it', async () => {
  const { line, open, beat } = talk()
  open()
  await line.ready
  // At 32 KB a second and a beat of 20 seconds: five beats.
  const update = new Uint8Array(3_000_000)
  line.send({ kind: 'command', id: CommandId.parse(newId()), parts: [{ document: 'd', epoch: 0, update }] })
  for (let round = 0; round < 4; round++) await beat()
  expect(line.ending()).toBeUndefined()
  await beat()
  expect(line.ending()).toEqual({ kind: 'closed', code: 1006 })
})

test('a machine that has slept does not trust its line', async () => {
  const { line, far, open, beat } = talk()
  open()
  await line.ready
  await beat()
  far.send(encodeMessage({ kind: 'pong' }))
  await turn()
  await beat(3_600_000)
  expect(line.ending()).toEqual({ kind: 'closed', code: 1006 })
})

test('a line that never opens ends too', async () => {
  const { line, beat } = talk()
  await beat()
  await beat()
  await beat()
  await line.ready
  expect(line.ending()).toEqual({ kind: 'closed', code: 1006 })
})

test('what came before the end is still heard; nonsense ends it', async () => {
  const { line, far, open } = talk()
  open()
  await line.ready
  far.send(encodeMessage({ kind: 'caughtUp' }))
  far.send(Uint8Array.of(1, 2, 3))
  far.send(encodeMessage({ kind: 'pong' }))
  await turn()
  expect(line.ending()).toEqual({ kind: 'protocol' })
  expect((await line.next(10))?.[0]).toEqual({ kind: 'caughtUp' })
})

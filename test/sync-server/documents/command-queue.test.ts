import { pino } from 'pino'
import { expect, test } from 'vitest'
import { StorageError } from '../../../src/storage/storage-error.ts'
import { createCommandQueue, type CommitBatch } from '../../../sync-server/documents/command-queue.ts'
import { createLane } from '../../../sync-server/documents/lane.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { ANNA, id, QUARTER, workspace } from '../started-server.ts'

const writer = { workspace, member: ANNA, device: id(ids.DeviceId, 1) }
const command = (n: number, bytes = 10) => ({
  id: id(ids.CommandId, n),
  writer,
  parts: [{ document: QUARTER, epoch: 0, update: new Uint8Array(bytes) }],
})

/** Batches as they were committed, by the number of each command, and what was answered. */
function setUp(commit: (numbers: number[]) => Promise<void> = async () => undefined) {
  const batches: number[][] = []
  const heard: string[] = []
  const commitBatch: CommitBatch<null> = async (batch) => {
    const numbers = batch.map((one) => Number(one.command.id.slice(-6)))
    batches.push(numbers)
    await commit(numbers)
    for (const { answer } of batch) answer({ ok: true, value: [] })
  }
  const logger = pino({ level: 'silent' })
  const queue = createCommandQueue({ inLane: createLane(), commit: commitBatch, logger, monotonic: () => 0 })
  const submit = (n: number, bytes?: number) =>
    queue.submit({
      command: command(n, bytes),
      sender: null,
      answer: (answer) => void heard.push(`${n} ${answer.ok ? 'accepted' : answer.reason}`),
      fail: () => void heard.push(`${n} failed`),
    })
  return { queue, submit, batches, heard }
}

test('what arrives while a commit is in flight goes into the next one, together', async () => {
  const { queue, submit, batches } = setUp()
  submit(1)
  await Promise.resolve()
  await Promise.resolve()
  for (let n = 2; n <= 5; n++) submit(n)
  await queue.idle()
  expect(batches.flat()).toEqual([1, 2, 3, 4, 5])
  expect(batches.length).toBeLessThanOrEqual(2)
})

test('a batch ends at 4 MB, and before a command that it already holds', async () => {
  const { queue, submit, batches } = setUp()
  for (const n of [1, 2, 3]) submit(n, 3 * 1_024 * 1_024)
  submit(4)
  submit(4)
  await queue.idle()
  expect(batches).toEqual([[1], [2], [3, 4], [4]])
})

test.each([
  ['storage-failed', '22P05'],
  ['duplicate', '23505'],
  ['overlap', '23P01'],
] as const)('one command that the database refuses (%s) does not take its neighbours with it', async (reason, code) => {
  const { queue, submit, heard } = setUp(async (numbers) => {
    if (numbers.includes(2)) throw new StorageError(reason, { code })
  })
  for (const n of [1, 2, 3]) submit(n)
  await queue.idle()
  expect(heard).toEqual(['1 accepted', '2 invalid', '3 accepted'])
})

test('what row-level security keeps back is asked again later, and its neighbours are taken in', async () => {
  const { queue, submit, heard } = setUp(async (numbers) => {
    if (numbers.includes(2)) throw new StorageError('storage-failed', { code: '42501' })
  })
  for (const n of [1, 2, 3]) submit(n)
  await queue.idle()
  expect(heard).toEqual(['1 accepted', '2 failed', '3 accepted'])
})

test('a database that is away fails all of them: nobody is told that anything was refused', async () => {
  const { queue, submit, heard } = setUp(async () => {
    throw new StorageError('unavailable', { code: 'ECONNREFUSED' })
  })
  for (const n of [1, 2]) submit(n)
  await queue.idle()
  expect(heard).toEqual(['1 failed', '2 failed'])
})

test('waiting for the lane inside the lane throws, in place of waiting for ever', async () => {
  const lane = createLane()
  await expect(lane(() => lane(async () => 'never'))).rejects.toThrow('wait for itself')
  expect(await lane(async () => 'goes on')).toBe('goes on')
})

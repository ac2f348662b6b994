import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import type { CommitBatch } from '../../../sync-server/documents/command-queue.ts'
import { createCommandQueue } from '../../../sync-server/documents/command-queue.ts'
import { commitCommands, type CommitDeps } from '../../../sync-server/documents/commit-commands.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { createRooms, type Follower } from '../../../sync-server/documents/rooms.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment } from '../../support/rows.ts'
import { ANNA, BEN, CALENDAR, fillWorkspace, id, QUARTER, startServer, workspace } from '../started-server.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { createCopy, commandId } from './test-device.ts'

let store: PostgresStore
beforeAll(async () => {
  store = await freshPglite()
  await using server = await startServer({ store })
  await fillWorkspace(server, [[CALENDAR, BEN, 'read']])
})
afterAll(() => store.close())

type Commit = (deps: CommitDeps, batch: Parameters<CommitBatch<Follower>>[0]) => Promise<unknown>

/** What has been shown to anyone while the commit was still in flight, and after it. */
async function shownAround(commit: Commit, n: number) {
  const gate = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  // Everything has been written; the commit itself is held up.
  const held: PostgresStore = {
    ...store,
    tx: (work) =>
      store.tx(async (tx) => {
        const value = await work(tx)
        reached.resolve()
        await gate.promise
        return value
      }),
  }
  const shown: string[] = []
  const rooms = createRooms(store.read)
  const reader: Follower = { member: BEN, offer: () => void shown.push('broadcast'), regrant: () => undefined }
  await rooms.join(workspace, reader)
  shown.length = 0
  const unit = {
    documents: createOpenDocuments({ maxBytes: 1e6 }),
    grants: new Map(),
    now: () => appointment(1).createdAt,
  }
  const queue = createCommandQueue<Follower>({
    inLane: (work) => work(),
    commit: async (batch) => void (await commit({ store: held, unit, rooms }, batch)),
    logger: pino({ level: 'silent' }),
    monotonic: () => performance.now(),
  })
  queue.submit({
    command: {
      id: commandId(),
      writer: { workspace, member: ANNA, device: id(ids.DeviceId, n) },
      parts: [
        { document: QUARTER, epoch: 0, update: createCopy().write((doc) => writeAppointment(doc, appointment(n))) },
      ],
    },
    sender: { member: ANNA, offer: () => undefined, regrant: () => undefined },
    answer: ({ ok }) => void shown.push(ok ? 'accepted' : 'refused'),
    fail: () => void shown.push('failed'),
  })
  await reached.promise
  const during = [...shown]
  gate.resolve()
  await queue.idle()
  return { during, after: shown }
}

test('Y1 nothing is acknowledged or broadcast before the commit', async () => {
  expect(await shownAround(commitCommands, 1)).toEqual({ during: [], after: ['broadcast', 'accepted'] })
})

test('a log that acknowledges early is caught (mutant)', async () => {
  const eager: Commit = (deps, batch) =>
    commitCommands(
      {
        ...deps,
        store: {
          ...deps.store,
          tx: (work) =>
            deps.store.tx(async (tx) => {
              const value = await work(tx)
              for (const { answer } of batch) answer({ ok: true, value: [] })
              return value
            }),
        },
      },
      batch.map((one) => ({ ...one, answer: () => undefined })),
    )
  expect((await shownAround(eager, 2)).during).toEqual(['accepted'])
})

test('when the database is gone nothing is answered, and the sender is told to come again', async () => {
  const { StorageError } = await import('../../../src/storage/storage-error.ts')
  const lost: Commit = () => Promise.reject(new StorageError('unavailable', { code: 'ECONNRESET' }))
  const queueOf = (commit: Commit) =>
    createCommandQueue<Follower>({
      inLane: (work) => work(),
      commit: async (batch) =>
        void (await commit(
          {
            store,
            unit: {
              documents: createOpenDocuments({ maxBytes: 1 }),
              grants: new Map(),
              now: () => appointment(1).createdAt,
            },
            rooms: createRooms(store.read),
          },
          batch,
        )),
      logger: pino({ level: 'silent' }),
      monotonic: () => 0,
    })
  const heard: string[] = []
  const queue = queueOf(lost)
  const writer = { workspace, member: ANNA, device: id(ids.DeviceId, 9) }
  const sender: Follower = { member: ANNA, offer: () => undefined, regrant: () => undefined }
  for (const name of ['first', 'second']) {
    queue.submit({
      command: { id: commandId(), writer, parts: [] },
      sender,
      answer: () => void heard.push(`${name} answered`),
      fail: () => void heard.push(`${name} failed`),
    })
  }
  await queue.idle()
  await eventually(() => heard.length === 2)
  expect(heard).toEqual(['first failed', 'second failed'])
})

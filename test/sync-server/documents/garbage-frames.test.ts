import { isDeepStrictEqual } from 'node:util'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE, encodeMessage } from '../../../src/core/contract/sync-protocol.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { project } from '../../../src/core/projections/project.ts'
import { createDocuments, type Documents } from '../../../sync-server/documents/create-documents.ts'
import type { CommandAnswer } from '../../../sync-server/documents/command-queue.ts'
import { horizonAt } from '../../../sync-server/documents/horizon.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment } from '../../support/rows.ts'
import { ANNA, BEN, CALENDAR, fillWorkspace, id, NOON, QUARTER, startServer, workspace } from '../started-server.ts'
import { serverState } from './server-state.ts'
import { commandId, createCopy, openDevice } from './test-device.ts'

/** mulberry32: the same mutations in every run. */
function createDice(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

function mutated(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const copy = bytes.slice()
  for (let times = 1 + roll(4); times > 0; times--) {
    const at = roll(copy.length)
    copy[at] = roll(2) === 0 ? roll(256) : (copy[at] ?? 0) ^ (1 << roll(8))
  }
  return roll(8) === 0 ? copy.slice(0, roll(copy.length)) : copy
}

const sender = { member: ANNA, offer: () => undefined, regrant: () => undefined }

function submit({ queue }: Documents, update: Uint8Array): Promise<CommandAnswer> {
  const writer = { workspace, member: ANNA, device: id(ids.DeviceId, 1) }
  const parts = [{ document: QUARTER, epoch: 0, update }]
  return new Promise((answer, reject) => {
    queue.submit({
      command: { id: commandId(), writer, parts },
      sender,
      answer,
      fail: () => reject(new Error('failed')),
    })
  })
}

/** The document as its log alone says it. */
async function replay({ readLogs }: Documents): Promise<Y.Doc> {
  const doc = new Y.Doc()
  for (let seq = 0; ;) {
    const [answer] = await readLogs([{ document: QUARTER, after: seq }])
    const piece = answer?.pieces[0]
    if (!piece) return doc
    const updates = piece.kind === 'snapshot' ? [piece.update] : piece.entries.map(({ update }) => update)
    for (const update of updates) Y.applyUpdate(doc, update)
    seq = piece.kind === 'snapshot' ? piece.upto : (piece.entries.at(-1)?.seq ?? seq)
  }
}

test('Y5 thousands of mutated updates: a refused one leaves nothing, an accepted one is whole', async () => {
  await using store = await freshPglite()
  await using server = await startServer({ store })
  await fillWorkspace(server)
  const logger = pino({ level: 'silent' })
  await using documents = await createDocuments({
    store,
    logger,
    databaseUrl: undefined,
    now: () => NOON,
    monotonic: () => 0,
  })
  const roll = createDice(20_261_120)
  const author = createCopy(77)
  const base = author.write((doc) => {
    for (let n = 1; n <= 5; n++) writeAppointment(doc, appointment(n))
  })
  const edit = author.write((doc) => {
    writeAppointment(doc, appointment(2, { title: 'edited', notes: 'much longer than it was' }))
    writeAppointment(doc, appointment(6))
    entityAt(doc, 'appointments', appointment(3).id)?.delete('title')
  })
  expect((await submit(documents, base)).ok).toBe(true)

  for (let round = 0; round < 12; round++) {
    const before = await serverState(store.read)
    const answers = await Promise.all(Array.from({ length: 250 }, () => submit(documents, mutated(edit, roll))))
    const after = await serverState(store.read)
    const accepted = answers.filter(({ ok }) => ok).length
    expect(after.updates).toHaveLength(before.updates.length + accepted)
    expect(accepted > 0 || isDeepStrictEqual(after, before)).toBe(true)

    const logged = await replay(documents)
    const inMemory = new Y.Doc()
    // One clock of a client that nobody is: all there is, out of the document in memory.
    const state = await documents.stateSince(QUARTER, Uint8Array.of(1, 1, 1))
    Y.applyUpdate(inMemory, state?.missing ?? new Uint8Array())
    expect(Y.equalSnapshots(Y.snapshot(inMemory), Y.snapshot(logged))).toBe(true)
    expect(inMemory.toJSON()).toEqual(logged.toJSON())
    const projected = project(QUARTER, logged, 'all', horizonAt(NOON))
    const rows = projected.flatMap((row) => (row.table === 'appointment' && 'put' in row ? [row.put.data] : []))
    expect(after.appointments.map((row) => row.data)).toEqual(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  }
}, 120_000)

test('Y5 mutated frames: each closes its socket or is answered, and the others notice nothing', async () => {
  await using server = await startServer()
  await fillWorkspace(server, [[CALENDAR, BEN, 'read']])
  const roll = createDice(7)
  const update = createCopy().write((doc) => writeAppointment(doc, appointment(50)))
  const frame = encodeMessage({ kind: 'command', id: commandId(), parts: [{ document: QUARTER, epoch: 0, update }] })
  await using ben = await openDevice(server, BEN)
  await ben.hello()
  const before = await serverState(server.deps.store.read)
  for (let n = 0; n < 60; n++) {
    await using stranger = await openDevice(server, BEN)
    await stranger.hello()
    for (let m = 0; m < 50; m++) stranger.sendRaw(mutated(frame, roll))
    expect(await stranger.closed()).toEqual({ code: CLOSE.malformed, reason: 'malformed' })
  }
  expect(await serverState(server.deps.store.read)).toEqual(before)
  ben.send({ kind: 'ping' })
  await ben.nth('pong')
}, 120_000)

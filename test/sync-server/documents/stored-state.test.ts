import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { docSnapshot } from '../../../sync-server/database/schema.ts'
import { documentRow } from '../../../sync-server/documents/document-log.ts'
import { storedState } from '../../../sync-server/documents/stored-state.ts'
import { appointment } from '../../support/rows.ts'
import { ANNA, CALENDAR, fillWorkspace, QUARTER, startServer, type StartedServer } from '../started-server.ts'
import { createCopy, openDevice } from './test-device.ts'

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
})
afterEach(() => server.close())

async function keepSnapshot(doc: Y.Doc): Promise<void> {
  const { store } = server.deps
  const row = await documentRow(store.read, QUARTER)
  const [data, vector] = [Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc)]
  await store.tx((tx) => tx.insert(docSnapshot).values({ doc: row?.id ?? 0, upto: row?.head ?? 0, data, vector }))
}

test('whoever has nothing gets the stored log, whole, and the vector that it makes', async () => {
  expect(await storedState(server.deps.store.read, QUARTER)).toMatchObject({ seq: 0, before: [] })
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const copy = createCopy(5)
  for (const n of [1, 2, 3, 4]) {
    await anna.command([
      { document: QUARTER, update: copy.write((doc) => writeAppointment(doc, appointment(n, { createdBy: ANNA }))) },
    ])
    if (n === 2) await keepSnapshot(copy.doc)
  }
  await anna.command([
    {
      document: QUARTER,
      update: copy.write((doc) => writeAppointment(doc, appointment(1, { title: 'b', createdBy: ANNA }))),
    },
  ])

  const state = await storedState(server.deps.store.read, QUARTER)
  expect(state.seq).toBe(5)
  expect(state.before).toHaveLength(3)
  const doc = new Y.Doc()
  for (const update of [...state.before, state.missing]) Y.applyUpdate(doc, update)
  expect(readAppointments(doc, CALENDAR).valid.map(({ title }) => title)).toEqual([
    'b',
    'Appointment 2',
    'Appointment 3',
    'Appointment 4',
  ])
  expect(Y.decodeStateVector(state.vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
})

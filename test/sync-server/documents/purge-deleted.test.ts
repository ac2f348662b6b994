import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'
import * as Y from 'yjs'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { DAY, instant } from '../../../src/core/model/instant.ts'
import { createCompaction, type Compaction } from '../../../sync-server/documents/compaction.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { documentRow } from '../../../sync-server/documents/document-log.ts'
import { createRooms } from '../../../sync-server/documents/rooms.ts'
import { purgeDeleted } from '../../../sync-server/documents/purge-deleted.ts'
import { appointment } from '../../support/rows.ts'
import { CALENDAR, fillWorkspace, NOON, QUARTER, startServer, type StartedServer } from '../started-server.ts'
import { serverState } from './server-state.ts'

const logger = pino({ level: 'silent' })
let server: StartedServer
let compaction: Compaction

beforeAll(async () => {
  server = await startServer()
  await fillWorkspace(server)
  compaction = createCompaction({ store: server.deps.store, logger })
})
afterAll(async () => {
  await compaction[Symbol.asyncDispose]()
  await server.close()
})

/** As the server does it by itself, some time later. */
async function purge(now: number): Promise<void> {
  const { store } = server.deps
  const unit = { documents: createOpenDocuments({ maxBytes: 1e6 }), grants: new Map(), now: () => instant(now) }
  const rooms = createRooms(store.read)
  await purgeDeleted(
    { store, unit, rooms, compaction, inLane: (work) => work(), onWritten: async () => undefined },
    new AbortController().signal,
  )
}

async function stored(): Promise<Y.Doc> {
  const { store } = server.deps
  return store.tx(async (tx) =>
    createOpenDocuments({ maxBytes: 1e6 }).fresh(tx, QUARTER, await documentRow(tx, QUARTER)),
  )
}

test('what was removed leaves the documents, the rows and the log after 30 days, and not before', async () => {
  const { store, serverTransaction } = server.deps
  const put = (n: number, own: object) =>
    serverTransaction(({ write }) =>
      write(QUARTER, (doc) => writeAppointment(doc, { ...appointment(n), title: `Secret ${n}`, ...own })),
    )
  await put(1, { deletedAt: NOON })
  await put(2, { deletedAt: instant(NOON + DAY) })
  await put(3, {})

  await purge(NOON + 30 * DAY)
  expect(readAppointments(await stored(), CALENDAR).valid).toHaveLength(3)

  await purge(NOON + 30 * DAY + 1)
  const left = await stored()
  expect(readAppointments(left, CALENDAR).valid.map(({ title }) => title)).toEqual(['Secret 2', 'Secret 3'])
  expect(entityAt(left, 'appointments', appointment(1).id)).toBeUndefined()
  const { appointment: rows } = store.read.tables
  expect(
    await store.read
      .select()
      .from(rows)
      .where(eq(rows.id, appointment(1).id)),
  ).toEqual([])

  const { updates, snapshots, doc } = await serverState(store.read)
  const own = doc.find(({ name }) => name === QUARTER)?.id
  const bytes = [...updates.filter((row) => row.doc === own), ...snapshots].map(({ data }) => Buffer.from(data))
  expect(bytes.some((one) => one.includes('Secret 3'))).toBe(true)
  expect(bytes.some((one) => one.includes('Secret 1'))).toBe(false)
})

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'
import * as Y from 'yjs'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { DAY, instant } from '../../../src/core/model/instant.ts'
import { createCompaction, type Compaction } from '../../../sync-server/documents/compaction.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { documentRow } from '../../../sync-server/documents/document-log.ts'
import { createRooms } from '../../../sync-server/documents/rooms.ts'
import { purgeDeleted } from '../../../sync-server/documents/purge-deleted.ts'
import { absenceRow, appointment, memberDocument } from '../../support/rows.ts'
import { ANNA, CALENDAR, fillWorkspace, NOON, QUARTER, startServer, type StartedServer } from '../started-server.ts'
import { serverState } from './server-state.ts'
import { createCopy, openDevice } from './test-device.ts'

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

async function stored(name = QUARTER): Promise<Y.Doc> {
  const { store } = server.deps
  return store.tx(async (tx) => createOpenDocuments({ maxBytes: 1e6 }).fresh(tx, name, await documentRow(tx, name)))
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

test('an absence that was taken back leaves its document after 30 days, with its reason, and not before', async () => {
  const own = memberDocument(1)
  const { id, data } = absenceRow(1)
  await server.deps.serverTransaction(({ write }) =>
    write(own, (doc) => writeEntity(doc, absenceLayout(ANNA), { ...data, deletedAt: NOON })),
  )
  await purge(NOON + 30 * DAY)
  expect(entityAt(await stored(own), 'absences', id)).toBeDefined()
  await purge(NOON + 30 * DAY + 1)
  expect(entityAt(await stored(own), 'absences', id)).toBeUndefined()
})

test.each([
  ['ten years slow', 20, -3_650 * DAY],
  ['ten years fast', 21, 3_650 * DAY],
])(
  'Y8 what a device removes whose clock is %s can be restored for 30 days from when it came, no less and no more',
  async (_when, n, skew) => {
    await using device = await openDevice(server, ANNA)
    await device.hello()
    const copy = createCopy()
    const { id } = appointment(n)
    const send = async (deletedAt?: number) => {
      const own = { ...appointment(n), ...(deletedAt !== undefined && { deletedAt: instant(deletedAt) }) }
      const update = copy.write((doc) => writeAppointment(doc, own))
      expect(await device.command([{ document: QUARTER, update }])).toMatchObject({ kind: 'accepted' })
    }
    await send()
    await send(NOON + skew)
    await purge(NOON + 30 * DAY)
    expect(entityAt(await stored(), 'appointments', id)).toBeDefined()
    await purge(NOON + 30 * DAY + 1)
    expect(entityAt(await stored(), 'appointments', id)).toBeUndefined()
  },
)

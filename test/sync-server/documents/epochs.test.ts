import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { clientOwner, doc, docEpoch } from '../../../sync-server/database/schema.ts'
import { beginEpoch, lostBehind } from '../../../sync-server/documents/epochs.ts'
import type { PgliteStore } from '../../../src/storage/open-pglite.ts'
import { appointment } from '../../support/rows.ts'
import { freshPglite } from '../../support/pglite.ts'
import { ANNA, CALENDAR, DIRECTORY, fillWorkspace, QUARTER, startServer, workspace } from '../started-server.ts'
import { createCopy, openDevice } from './test-device.ts'

function newAppointment(n: number): Uint8Array {
  const startsAt = n === 4 ? Date.UTC(2027, 0, 5) : Date.UTC(2026, 10, 23)
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 3_600_000, zone: 'Europe/Berlin' }
  return createCopy().write((doc) => writeAppointment(doc, appointment(n, { time, createdBy: ANNA })))
}

describe('how much of a log a device knows as the server does', () => {
  const began = [
    { epoch: 5, from: 40 },
    { epoch: 9, from: 70 },
  ]
  const now = { epoch: 9, head: 80 }
  test.each([
    ['holds the present epoch', 9, 0],
    ['has missed the last restore', 5, 70],
    ['has missed both: what the first one took is gone for good', 0, 40],
    ['was there in an epoch that another backup does not know', 7, 70],
    ['holds a later epoch than the server: old data in the place of newer ones', 12, 80],
  ])('a device that %s', (_, held, wanted) => {
    expect(lostBehind(began, now, held)).toBe(wanted)
  })
  test('a document that came to be after the backup is another one than the device knows', () => {
    expect(lostBehind([], { epoch: 9, head: 3 }, 0)).toBe(0)
    expect(lostBehind([{ epoch: 9, from: 0 }], { epoch: 9, head: 3 }, 0)).toBe(0)
  })
})

describe('a restored database', () => {
  let store: PgliteStore
  beforeEach(async () => {
    store = await freshPglite()
  })
  afterEach(() => store.close())

  const epochs = () =>
    store.read.select({ name: doc.name, epoch: doc.epoch, head: doc.head }).from(doc).orderBy(doc.name)

  test('every document begins one new epoch, with what was there; a later clock or an earlier one makes no epoch again', async () => {
    {
      await using server = await startServer({ store })
      await fillWorkspace(server)
      await using anna = await openDevice(server, ANNA)
      await anna.hello()
      await anna.command([{ document: QUARTER, update: newAppointment(1) }])
    }
    const before = await epochs()
    expect(await store.tx((tx) => beginEpoch(tx, 1_000))).toEqual({ epoch: 1_000, documents: before.length })
    expect(await epochs()).toEqual(before.map((one) => ({ ...one, epoch: 1_000 })))
    // The clock of the machine was put back.
    expect(await store.tx((tx) => beginEpoch(tx, 10))).toEqual({ epoch: 1_001, documents: before.length })
    const rows = await store.read
      .select({ epoch: docEpoch.epoch, from: docEpoch.fromSeq })
      .from(docEpoch)
      .innerJoin(doc, eq(doc.id, docEpoch.doc))
      .where(eq(doc.name, QUARTER))
      .orderBy(docEpoch.epoch)
    expect(rows).toEqual([
      { epoch: 1_000, from: 1 },
      { epoch: 1_001, from: 1 },
    ])
  })

  test('all documents or none: where one cannot be raised, none is', async () => {
    {
      await using server = await startServer({ store })
      await fillWorkspace(server)
    }
    const before = await epochs()
    await store.drizzle.execute(sql`alter table doc add constraint mutant check (epoch = 0)`)
    await expect(store.tx((tx) => beginEpoch(tx, 1_000))).rejects.toThrow('storage-failed')
    expect(await epochs()).toEqual(before)
    expect(await store.read.select().from(docEpoch)).toEqual([])
  })

  test('a device is told from where on; what is born in it, and whoever writes in it, is of the new epoch', async () => {
    {
      await using server = await startServer({ store })
      await fillWorkspace(server)
      await using anna = await openDevice(server, ANNA)
      await anna.hello()
      await anna.command([{ document: QUARTER, update: newAppointment(1) }])
    }
    await store.tx((tx) => beginEpoch(tx, 1_000))
    await using server = await startServer({ store })
    await using anna = await openDevice(server, ANNA)
    const welcome = await anna.hello({ [QUARTER]: { epoch: 0, seq: 7 } })
    expect(welcome.documents[QUARTER]).toEqual({ epoch: 1_000, head: 1, from: 1, writable: true })
    expect(welcome.documents[DIRECTORY]).toMatchObject({ epoch: 1_000, from: 0 })

    const later = documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: '2027-q1' })
    const born = await anna.command([{ document: later, epoch: 1_000, update: newAppointment(4) }])
    expect(born).toMatchObject({ kind: 'accepted', parts: [{ document: later, epoch: 1_000, seq: 1 }] })
    await using late = await openDevice(server, ANNA)
    const before = { [later]: { epoch: 0, seq: 9 }, [QUARTER]: { epoch: 1_000, seq: 1 } }
    expect((await late.hello(before)).documents[later]).toMatchObject({ epoch: 1_000, head: 1, from: 0 })
    const old = await anna.command([{ document: QUARTER, epoch: 0, update: newAppointment(2) }])
    expect(old).toMatchObject({ kind: 'refused', reason: 'epoch', retry: true })
    const taken = await anna.command([{ document: QUARTER, epoch: 1_000, update: newAppointment(3) }])
    expect(taken).toMatchObject({ kind: 'accepted', parts: [{ epoch: 1_000, seq: 2 }] })
    const owners = await store.read
      .select({ epoch: clientOwner.epoch })
      .from(clientOwner)
      .innerJoin(doc, eq(doc.id, clientOwner.doc))
      .where(eq(doc.name, QUARTER))
      .orderBy(clientOwner.epoch)
    expect(owners.map(({ epoch }) => epoch)).toEqual([0, 1_000])
  })
})

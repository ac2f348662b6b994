import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { compactDocument } from '../../../sync-server/documents/compact-document.ts'
import { documentRow } from '../../../sync-server/documents/document-log.ts'
import { readLogs } from '../../../sync-server/documents/read-logs.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { createFolder, type Folder } from '../../../sync-server/documents/folder.ts'
import { docUpdate } from '../../../sync-server/database/schema.ts'
import { appointment } from '../../support/rows.ts'
import { CALENDAR, fillWorkspace, QUARTER, startServer } from '../started-server.ts'
import { serverState } from './server-state.ts'

let folder: Folder
beforeAll(() => {
  folder = createFolder()
})
afterAll(() => folder[Symbol.asyncDispose]())

test('the log below the snapshot before last is let go of, and nothing is lost', async () => {
  await using server = await startServer()
  await fillWorkspace(server)
  const { store, serverTransaction } = server.deps
  const put = (n: number) =>
    serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(n))))
  const compact = () => compactDocument({ store, folder }, QUARTER)
  const sequences = async () => {
    const { snapshots, updates, doc } = await serverState(store.read)
    const own = doc.find(({ name }) => name === QUARTER)?.id
    return {
      snapshots: snapshots.map(({ upto }) => upto),
      entries: updates.filter((row) => row.doc === own).map(({ seq }) => seq),
    }
  }
  for (let n = 1; n <= 4; n++) await put(n)
  await compact()
  expect(await sequences()).toEqual({ snapshots: [4], entries: [1, 2, 3, 4] })
  await put(5)
  await compact()
  await compact()
  expect(await sequences()).toEqual({ snapshots: [4, 5], entries: [5] })
  await put(6)
  await compact()
  expect(await sequences()).toEqual({ snapshots: [5, 6], entries: [6] })

  // What a document may grow by is counted from its snapshot, not from its birth.
  const { doc: rows, snapshots } = await serverState(store.read)
  expect(rows.find(({ name }) => name === QUARTER)?.bytes).toBe(snapshots[1]?.data.byteLength)

  const pieceAfter = async (after: number) => (await readLogs(store.read, [{ document: QUARTER, after }]))[0]?.pieces[0]
  const behind = await pieceAfter(2)
  expect(behind?.kind === 'snapshot' && behind.upto).toBe(6)
  const doc = new Y.Doc()
  if (behind?.kind === 'snapshot') Y.applyUpdate(doc, behind.update)
  expect(readAppointments(doc, CALENDAR).valid).toHaveLength(6)
  expect((await pieceAfter(5))?.kind).toBe('entries')
  expect(await pieceAfter(6)).toBeUndefined()
})

test('a process that others have left behind, by two snapshots, reads the newest one', async () => {
  await using server = await startServer()
  await fillWorkspace(server)
  const { store, serverTransaction } = server.deps
  const put = (n: number) =>
    serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(n))))
  const behind = createOpenDocuments({ maxBytes: 1e6 })
  const reached = () =>
    store.tx(async (tx) => {
      const { doc, seq } = await behind.at(tx, QUARTER, await documentRow(tx, QUARTER))
      return { seq, appointments: readAppointments(doc, CALENDAR).valid.length }
    })
  await put(1)
  expect(await reached()).toEqual({ seq: 1, appointments: 1 })
  for (const n of [2, 3]) await put(n)
  await compactDocument({ store, folder }, QUARTER)
  await put(4)
  await compactDocument({ store, folder }, QUARTER)
  expect(await reached()).toEqual({ seq: 4, appointments: 4 })
  await put(5)
  expect(await reached()).toEqual({ seq: 5, appointments: 5 })
})

test('a log with a hole is an error, never a document that lacks something', async () => {
  await using server = await startServer()
  await fillWorkspace(server)
  const { store, serverTransaction } = server.deps
  for (const n of [1, 2, 3])
    await serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(n))))
  await store.tx(async (tx) => {
    await tx.delete(docUpdate).where(eq(docUpdate.seq, 2))
  })
  await expect(compactDocument({ store, folder }, QUARTER)).rejects.toThrow('hole in the log')
})

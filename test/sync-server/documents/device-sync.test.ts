import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../../../src/core/contract/sync-protocol.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { HOUR, instant } from '../../../src/core/model/instant.ts'
import { occurrencesWithin } from '../../../src/storage/queries/occurrences-within.ts'
import { docUpdate } from '../../../sync-server/database/schema.ts'
import { eventually } from '../../support/eventually.ts'
import { appointment, calendarRow } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CARA,
  DIRECTORY,
  fillWorkspace,
  id,
  QUARTER,
  quarterOf,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { serverState } from './server-state.ts'
import { commandId, createCopy, openDevice } from './test-device.ts'

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server, [[CALENDAR, BEN, 'write']])
})
afterEach(() => server.close())

const newAppointment = (n: number) => createCopy().write((doc) => writeAppointment(doc, appointment(n)))

test('Y1 a command is acknowledged with its sequence, and others get it; its sender does not', async () => {
  await using anna = await openDevice(server, ANNA)
  await using ben = await openDevice(server, BEN)
  await anna.hello()
  await ben.hello()

  const command = commandId()
  const update = newAppointment(1)
  const answer = await anna.command([{ document: QUARTER, update }], command)

  expect(answer).toEqual({ kind: 'accepted', id: command, parts: [{ document: QUARTER, epoch: 0, seq: 1 }] })
  expect(await ben.nth('granted')).toEqual({
    kind: 'granted',
    documents: { [QUARTER]: { epoch: 0, head: 1, from: 0, writable: true } },
  })
  // The first one is the directory's.
  expect((await ben.nth('entries', 2)).entries).toEqual([{ seq: 1, update, command }])
  expect(readAppointments(ben.doc(QUARTER), CALENDAR).valid).toEqual([appointment(1)])
  expect(anna.messages.filter((message) => message.kind === 'entries' && message.document === QUARTER)).toEqual([])
})

test('what is acknowledged has its rows', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  await anna.command([{ document: QUARTER, update: newAppointment(1) }])

  const found = await occurrencesWithin(server.deps.store.read, {
    workspace,
    span: { start: instant(0), end: instant(HOUR) },
    wallSpan: { from: 0, until: HOUR },
  })
  expect(found.map(({ appointment }) => appointment)).toEqual([appointment(1).id])
})

test('a command that comes again is answered again with its sequences, and stored once', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const command = commandId()
  const parts = [{ document: QUARTER, update: newAppointment(1) }]
  const first = await anna.command(parts, command)
  const second = await anna.command(parts, command)

  await using again = await openDevice(server, ANNA, { device: anna.device })
  await again.hello()
  const third = await again.command(parts, command)

  expect([second, third]).toEqual([first, first])
  const stored = await server.deps.store.read.select().from(docUpdate)
  expect(stored.filter((row) => row.command === command)).toHaveLength(1)
})

test('a command that somebody else has used is refused', async () => {
  await using anna = await openDevice(server, ANNA)
  await using ben = await openDevice(server, BEN)
  await anna.hello()
  await ben.hello()
  const command = commandId()
  await anna.command([{ document: QUARTER, update: newAppointment(1) }], command)
  const answer = await ben.command([{ document: QUARTER, update: newAppointment(2) }], command)
  expect(answer).toEqual({ kind: 'refused', id: command, reason: 'invalid', retry: false })
})

test('Y5 a command is stored whole or refused whole', async () => {
  await using ben = await openDevice(server, BEN)
  await ben.hello()
  const before = await serverState(server.deps.store.read)
  const answer = await ben.command([
    { document: QUARTER, update: newAppointment(1) },
    { document: quarterOf(id(ids.CalendarId, 2)), update: newAppointment(2) },
  ])
  expect(answer).toMatchObject({ kind: 'refused', reason: 'forbidden', retry: false })
  expect(await serverState(server.deps.store.read)).toEqual(before)

  const mine = await ben.command([{ document: QUARTER, update: newAppointment(1) }])
  expect(mine).toMatchObject({ kind: 'accepted', parts: [{ seq: 1 }] })
})

test('Y4 what may not be written is refused, and names that are none look the same', async () => {
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  const update = newAppointment(1)
  const foreign = documentName({ kind: 'directory', workspace: id(ids.WorkspaceId, 99) })
  const before = await serverState(server.deps.store.read)
  const names = [QUARTER, DIRECTORY, foreign, 'nonsense', `${workspace}/private/${ANNA}`, `${QUARTER}/x`]
  for (const document of names) {
    expect(await cara.command([{ document, update }])).toMatchObject({ reason: 'forbidden', retry: false })
  }
  expect(await serverState(server.deps.store.read)).toEqual(before)
})

test('the first write to a calendar that nobody owns makes the writer its owner, for everyone to see', async () => {
  await using ben = await openDevice(server, BEN)
  await using anna = await openDevice(server, ANNA)
  await ben.hello()
  await anna.hello()
  const calendar = id(ids.CalendarId, 7)
  const document = documentName({ kind: 'calendar', workspace, calendar })
  const { workspace: _, ...own } = calendarRow(7, { owner: BEN })
  const update = createCopy().write((doc) => writeEntity(doc, calendarLayout, own))
  const later = appointment(3, { calendar })
  const answer = await ben.command([
    { document: quarterOf(calendar), update: createCopy().write((doc) => writeAppointment(doc, later)) },
    { document, update },
  ])

  expect(answer).toMatchObject({ kind: 'accepted', parts: [{ seq: 1 }, { seq: 1 }] })
  const { owners, calendars } = await serverState(server.deps.store.read)
  expect(owners).toContainEqual({ workspace, calendar, owner: BEN })
  expect(calendars.map((row) => row.id)).toEqual([calendar])
  // Directory entries: what hello brought, then the claim.
  expect((await anna.nth('entries', 2)).document).toBe(DIRECTORY)
  expect((await ben.nth('entries', 2)).document).toBe(DIRECTORY)
  expect(anna.messages.flatMap((message) => (message.kind === 'granted' ? [message] : []))).toEqual([])
})

test('a claim names its writer as the owner, and nobody renames the owner later', async () => {
  await using ben = await openDevice(server, BEN)
  await ben.hello()
  const calendar = id(ids.CalendarId, 7)
  const document = documentName({ kind: 'calendar', workspace, calendar })
  const { workspace: _, ...own } = calendarRow(7, { owner: BEN })
  const before = await serverState(server.deps.store.read)
  const posing = createCopy().write((doc) => writeEntity(doc, calendarLayout, { ...own, owner: ANNA }))
  expect(await ben.command([{ document, update: posing }])).toMatchObject({ kind: 'refused', reason: 'forbidden' })
  expect(await serverState(server.deps.store.read)).toEqual(before)

  const copy = createCopy()
  const honest = copy.write((doc) => writeEntity(doc, calendarLayout, own))
  expect(await ben.command([{ document, update: honest }])).toMatchObject({ kind: 'accepted' })
  const renaming = copy.write((doc) => writeEntity(doc, calendarLayout, { ...own, owner: ANNA }))
  expect(await ben.command([{ document, update: renaming }])).toMatchObject({ kind: 'refused', reason: 'forbidden' })
})

test('a device that returns gets what follows its cursor, and nothing twice', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const updates = [newAppointment(1), newAppointment(2), newAppointment(3)]
  for (const update of updates) await anna.command([{ document: QUARTER, update }])

  await using ben = await openDevice(server, BEN)
  const welcome = await ben.hello({ [DIRECTORY]: { epoch: 0, seq: 1 }, [QUARTER]: { epoch: 0, seq: 1 } })
  expect(welcome).toEqual({
    kind: 'welcome',
    protocol: PROTOCOL_VERSION,
    credit: 200,
    documents: {
      [DIRECTORY]: { epoch: 0, head: 1, from: 0, writable: false },
      [QUARTER]: { epoch: 0, head: 3, from: 0, writable: true },
    },
  })
  const entries = ben.messages.flatMap((message) => (message.kind === 'entries' ? message.entries : []))
  expect(entries.map(({ seq, update }) => [seq, update])).toEqual([
    [2, updates[1]],
    [3, updates[2]],
  ])
})

test('a cursor of another epoch counts for nothing, and neither does an update', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const answer = await anna.command([{ document: QUARTER, update: newAppointment(1), epoch: 4 }])
  expect(answer).toMatchObject({ kind: 'refused', reason: 'epoch', retry: true })
  await anna.command([{ document: QUARTER, update: newAppointment(1) }])

  await using ben = await openDevice(server, BEN)
  await ben.hello({ [QUARTER]: { epoch: 4, seq: 1 } })
  expect(readAppointments(ben.doc(QUARTER), CALENDAR).valid).toEqual([appointment(1)])
})

test('a long log reaches a new device as a snapshot and what follows it', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const copy = createCopy()
  const count = 520
  for (let n = 1; n <= count; n += 65) {
    const burst = Array.from({ length: 65 }, (_, index) => n + index)
    await Promise.all(
      burst.map((one) =>
        anna.command([{ document: QUARTER, update: copy.write((doc) => writeAppointment(doc, appointment(one))) }]),
      ),
    )
  }
  // Logs are folded beside everything else.
  await eventually(async () => (await serverState(server.deps.store.read)).snapshots.length === 1)
  await using ben = await openDevice(server, BEN)
  await ben.hello()
  const first = ben.messages.find((message) => 'document' in message && message.document === QUARTER)
  expect(first?.kind).toBe('snapshot')
  expect(readAppointments(ben.doc(QUARTER), CALENDAR).valid).toHaveLength(count)
})

test('text that no database takes costs the others nothing', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const poison = createCopy().write((doc) => writeAppointment(doc, appointment(1, { title: 'a\u0000b' })))
  const answers = await Promise.all([
    anna.command([{ document: QUARTER, update: newAppointment(2) }]),
    anna.command([{ document: QUARTER, update: poison }]),
    anna.command([{ document: QUARTER, update: newAppointment(3) }]),
  ])
  expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted'])
  const { appointments } = await serverState(server.deps.store.read)
  expect(appointments.map((row) => row.data.title)).toEqual(['ab', 'Appointment 2', 'Appointment 3'])
})

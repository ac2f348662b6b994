import { afterEach, beforeEach, expect, test } from 'vitest'
import { busyLayout } from '../../../src/core/document/busy-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntities, writeEntity } from '../../../src/core/document/entity-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import { Attendee } from '../../../src/core/model/attendee.ts'
import type { BusyTime } from '../../../src/core/model/busy-time.ts'
import { AppointmentId, AttendeeId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { appointment, calendarRow } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  CARA,
  DIRECTORY,
  fillWorkspace,
  id,
  QUARTER,
  share,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { createCopy, openDevice, type Copy, type TestDevice } from './test-device.ts'

const SERIES = documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: 'series' })
const busyIn = (part: string) => documentName({ kind: 'busy', workspace, calendar: CALENDAR, part })
const BUSY = busyIn('2026-q4')

let server: StartedServer
let anna: TestDevice
let copy: Copy
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
  anna = await openDevice(server, ANNA)
  await anna.hello()
  copy = createCopy()
})
afterEach(async () => {
  await anna[Symbol.asyncDispose]()
  await server.close()
})

const at = (iso: string) => instant(Date.parse(iso))

/** An appointment from `from` to `to`, on 20 November 2026 UTC. */
function taken(n: number, from: string, to: string, more: Partial<Appointment> = {}): Appointment {
  const startsAt = at(`2026-11-20T${from}:00Z`)
  const endsAt = at(`2026-11-20T${to}:00Z`)
  const time = { kind: 'timed' as const, startsAt, endsAt, zone: calendarRow(1).zone }
  return appointment(n, { time, ...more })
}

/** As a busy document says it. */
const time = (from: string, to: string, date = '2026-11-20') => ({
  basis: 'instant',
  starts: at(`${date}T${from}:00Z`),
  ends: at(`${date}T${to}:00Z`),
  allDay: false,
})

async function put(...appointments: Appointment[]): Promise<void> {
  const update = copy.write((doc) => appointments.forEach((one) => writeAppointment(doc, one)))
  expect(await anna.command([{ document: QUARTER, update }])).toMatchObject({ kind: 'accepted' })
}

/** What a device sees of busy times, by start. */
function seen(device: TestDevice, document = BUSY): Omit<BusyTime, 'id'>[] {
  const { valid } = readEntities(device.doc(document), busyLayout)
  return valid.map(({ id: _id, ...rest }) => rest).sort((a, b) => a.starts - b.starts || a.ends - b.ends)
}

const seenBy =
  (device: TestDevice, document = BUSY) =>
  () =>
    seen(device, document)
const PATIENCE = { timeout: 20_000 }

/** Every byte that a device was sent, as text. */
const received = (device: TestDevice) => device.frames.map((frame) => Buffer.from(frame).toString('latin1')).join('')

const booker = Attendee.parse({
  id: id(AttendeeId, 501),
  name: 'Herr Schmidt',
  email: 'schmidt@example.org',
  kind: 'booker',
  status: 'confirmed',
})
const SECRETS = ['Befund', 'Krankenakte', 'Praxis Nord', 'Schmidt', 'schmidt@example.org', 'uid-']

/** With something in every field that a free-busy reader must not learn of. */
function secret(n: number, more: Record<string, unknown> = {}): Appointment {
  const texts = { title: 'Befund', description: 'Krankenakte', location: 'Praxis Nord', notes: 'Schmidt' }
  return appointment(n, { ...texts, attendees: [booker], ...more })
}

test('a free-busy share shows when, and not a byte of what, where, with whom, nor which', async () => {
  const series = {
    start: '2026-11-16T09:00:00',
    zone: 'Europe/Berlin',
    length: 3_600_000,
    rules: ['FREQ=DAILY;COUNT=3'],
  }
  const daily = secret(902, {
    time: undefined,
    series: { exdates: [], rdates: [], allDay: false, ...series },
    overrides: { '2026-11-17T09:00:00': { title: 'Befund 2', description: 'Krankenakte 2' } },
  })
  await put(secret(901, { time: taken(1, '09:00', '10:00').time }))
  const own = createCopy().write((doc) => writeAppointment(doc, daily))
  expect(await anna.command([{ document: SERIES, update: own }])).toMatchObject({ kind: 'accepted' })
  await using cara = await openDevice(server, CARA)
  await cara.hello({ [QUARTER]: { epoch: 0, seq: 0 } })
  await share(server, CARA, 'free-busy')
  await put(secret(903, { time: taken(3, '12:00', '13:00').time }))

  const days = [16, 17, 18].map((day) => time('08:00', '09:00', `2026-11-${day}`))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([...days, time('09:00', '10:00'), time('12:00', '13:00')])
  const ids = [901, 902, 903].map((n) => id(AppointmentId, n))
  for (const text of [...SECRETS, QUARTER, SERIES, ...ids, booker.id]) {
    expect(received(cara)).not.toContain(text)
  }
})

test('busy times follow what is moved, freed, cancelled, removed and restored', async () => {
  await share(server, CARA, 'free-busy')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await put(taken(1, '09:00', '10:00'), taken(2, '11:00', '12:00'), taken(3, '13:00', '14:00'))
  await expect
    .poll(seenBy(cara), PATIENCE)
    .toEqual([time('09:00', '10:00'), time('11:00', '12:00'), time('13:00', '14:00')])
  await put(taken(1, '09:30', '10:30'), taken(2, '11:00', '12:00', { availability: 'free' }))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:30', '10:30'), time('13:00', '14:00')])
  await put(taken(3, '13:00', '14:00', { deletedAt: server.deps.now() }))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:30', '10:30')])
  await put(taken(3, '13:00', '14:00'))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:30', '10:30'), time('13:00', '14:00')])
})

test('an appointment moved out of its quarter is busy in the quarter it goes to, and no longer in its own', async () => {
  await share(server, CARA, 'free-busy')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await put(taken(1, '09:00', '10:00'))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
  const startsAt = at('2027-02-01T09:00:00Z')
  const endsAt = at('2027-02-01T10:00:00Z')
  await put(appointment(1, { time: { kind: 'timed', startsAt, endsAt, zone: calendarRow(1).zone } }))
  await expect.poll(seenBy(cara, busyIn('2027-q1')), PATIENCE).toEqual([time('09:00', '10:00', '2027-02-01')])
  await expect.poll(seenBy(cara), PATIENCE).toEqual([])
})

test('two appointments at one time are one entry, which stays as long as one of them does', async () => {
  await share(server, CARA, 'free-busy')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await put(taken(1, '09:00', '10:00'), taken(2, '09:00', '10:00'))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
  await put(taken(1, '09:00', '10:00', { deletedAt: server.deps.now() }), taken(3, '15:00', '16:00'))
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00'), time('15:00', '16:00')])
})

test('all-day time is busy on the day that every clock shows', async () => {
  await share(server, CARA, 'free-busy')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  const day = WallDate.parse('2026-11-20')
  await put(appointment(1, { time: { kind: 'all-day', firstDay: day, lastDay: day } }))
  const starts = at('2026-11-20T00:00:00Z')
  await expect
    .poll(seenBy(cara), PATIENCE)
    .toEqual([{ basis: 'wall', starts, ends: at('2026-11-21T00:00:00Z'), allDay: true }])
})

test('what the server writes by itself, a booking for instance, is busy too', async () => {
  await share(server, CARA, 'free-busy')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await server.deps.serverTransaction(({ write }) =>
    write(QUARTER, (doc) => writeAppointment(doc, taken(1, '09:00', '10:00'))),
  )
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
})

async function busyDocuments(): Promise<string[]> {
  const { rows } = await server.deps.store.read.execute(`select name from doc where name like '%/busy/%' order by name`)
  return rows.map((row) => String(row['name']))
}

test('nothing is written until a share asks for it; one given again shows what happened meanwhile', async () => {
  await put(taken(1, '09:00', '10:00'))
  await share(server, BEN, 'read')
  expect(await busyDocuments()).toEqual([])
  await share(server, CARA, 'free-busy')
  expect(await busyDocuments()).toEqual([BUSY])
  await using cara = await openDevice(server, CARA)
  const welcome = await cara.hello()
  expect(Object.keys(welcome.documents).filter((name) => name !== DIRECTORY)).toEqual([BUSY])
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])

  await share(server, CARA)
  expect((await cara.nth('withdrawn')).documents).toEqual([BUSY])
  await put(taken(1, '10:00', '11:00'), taken(2, '17:00', '18:00'))
  await share(server, CARA, 'free-busy')
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('10:00', '11:00'), time('17:00', '18:00')])
})

test('whoever sees the appointments is sent no busy times, and a share that is raised takes them back', async () => {
  await share(server, CARA, 'free-busy')
  await put(taken(1, '09:00', '10:00'))
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
  await share(server, CARA, 'read')
  expect((await cara.nth('withdrawn')).documents).toEqual([BUSY])
  expect((await cara.nth('granted')).documents).toEqual({ [QUARTER]: { epoch: 0, head: 1, from: 0, writable: false } })
  expect(received(anna)).not.toContain('/busy/')
})

test('Y4 only the server writes busy times: its owner, its admin and its readers are refused', async () => {
  await share(server, CARA, 'free-busy')
  await share(server, BEN, 'admin')
  await put(taken(1, '09:00', '10:00'))
  const starts = at('2026-11-20T20:00:00Z')
  const made: BusyTime = { id: id(AppointmentId, 9), basis: 'instant', starts, ends: starts, allDay: false }
  const update = createCopy().write((doc) => writeEntity(doc, busyLayout, made))
  for (const member of [ANNA, BEN, CARA]) {
    await using device = await openDevice(server, member)
    await device.hello()
    for (const document of [BUSY, busyIn('2027-q1')]) {
      expect(await device.command([{ document, update }])).toMatchObject({ kind: 'refused', reason: 'forbidden' })
    }
  }
  expect(await busyDocuments()).toEqual([BUSY])
})

test('a calendar that does not count as busy shows no times, until it does', async () => {
  await share(server, CARA, 'free-busy')
  await put(taken(1, '09:00', '10:00'))
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
  const { workspace: _workspace, ...calendar } = calendarRow(1)
  const edit = (countsAsBusy: boolean) =>
    server.deps.serverTransaction(({ write }) =>
      write(CALENDAR_DOCUMENT, (doc) => writeEntity(doc, calendarLayout, { ...calendar, countsAsBusy })),
    )
  await edit(false)
  await expect.poll(seenBy(cara), PATIENCE).toEqual([])
  await edit(true)
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00')])
})

test('what has no time in the calendar, before or after, changes nothing', async () => {
  await share(server, CARA, 'free-busy')
  await put(taken(1, '09:00', '10:00', { deletedAt: server.deps.now() }))
  expect(await busyDocuments()).toEqual([])
})

test('Y5 a transaction that fails leaves no busy time behind', async () => {
  await share(server, CARA, 'free-busy')
  await put(taken(1, '09:00', '10:00'))
  const failed = server.deps.serverTransaction(async ({ write }) => {
    await write(QUARTER, (doc) => writeAppointment(doc, taken(2, '11:00', '12:00')))
    throw new Error('changed our mind')
  })
  await expect(failed).rejects.toThrow('changed our mind')
  await put(taken(3, '13:00', '14:00'))
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await expect.poll(seenBy(cara), PATIENCE).toEqual([time('09:00', '10:00'), time('13:00', '14:00')])
})

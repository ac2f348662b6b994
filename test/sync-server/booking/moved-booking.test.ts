import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '../../../src/core/commands/book-appointment.ts'
import type { Command } from '../../../src/core/commands/command.ts'
import { keepPlain } from '../../../src/core/commands/keep-plain.ts'
import { AppointmentTarget } from '../../../src/core/commands/find-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { markMoved, markOrigin, readAppointment } from '../../../src/core/document/read-appointments.ts'
import { transact } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Email } from '../../../src/core/model/member.ts'
import { ok, refuse } from '../../../src/core/model/result.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, entriesOf, stateOf } from './booking-life.ts'
import { createNode, id, type Node, setUp, workspace, zone } from './booking-world.ts'
import { onDesk, sendFromDesk, writtenOnDesk } from './on-desk.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 2 })
})
afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

/** As no desk of ours does it: the entry of a booking goes, and a plain one of the same calendar says that it was this. */
const takeAway: Command<AppointmentTarget, void, 'not-found'> = {
  verb: 'move-to-calendar',
  input: AppointmentTarget,
  documents: ({ document }) => [document],
  run: (documents, { document, id: from }, { actor, now }) => {
    const doc = documents.get(document)
    const own = readAppointment(doc, id(ids.CalendarId, 1), from)
    if (!own) return refuse('not-found')
    const to = id(ids.AppointmentId, 700)
    const { bookingId: _booking, eventType: _type, buffers: _buffers, ...plain } = own
    transact(doc, 'take-away', () => {
      writeAppointment(doc, { ...plain, id: to, createdBy: actor, createdAt: now, source: 'desk', status: 'confirmed' })
      markOrigin(doc, to, from)
      markMoved(doc, from, { to, home: document, at: now })
    })
    return ok(undefined)
  },
}

test('C1 nobody makes the entry of a booking vanish by saying that it moved: its invitee would still come', async () => {
  const made = await bookedAt(node, '10:00')
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  const document = documentName({
    kind: 'entries',
    workspace,
    calendar: id(ids.CalendarId, 1),
    part: homePart(own),
  })
  const command = await writtenOnDesk(node, takeAway, { document, id: own.id })
  await expect(sendFromDesk(node, command)).rejects.toThrow('forbidden')
  expect(await entriesOf(node, made.id)).toHaveLength(1)
  expect((await stateOf(node, made)).claims).toHaveLength(1)
})

function deskBooking() {
  const startsAt = at('15:00')
  return {
    id: id(ids.AppointmentId, 800),
    booking: id(ids.BookingId, 800),
    calendar: id(ids.CalendarId, 1),
    host: anna,
    eventType: id(ids.EventTypeId, 1),
    title: 'Consultation with Omar',
    location: '',
    buffers: { before: 0, after: 0 },
    time: { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const,
    invitee: { id: id(ids.AttendeeId, 800), name: 'Omar', email: Email.parse('omar@example.org'), zone },
    tz: '2026a',
  }
}

test('C13 what was a booking made on a desk and confirmed stays one, whoever says that it is plain', async () => {
  const one = deskBooking()
  await onDesk(node, bookAppointment, one)
  const part = homePart({ time: one.time })
  const document = documentName({ kind: 'entries', workspace, calendar: one.calendar, part })
  await onDesk(node, keepPlain, { id: one.id, document })
  const { row, claims } = await stateOf(node, { id: one.booking })
  expect([row?.status, claims.length]).toEqual(['confirmed', 1])
  const [entry, ...others] = await entriesOf(node, one.booking)
  expect(others).toEqual([])
  expect(entry).toMatchObject({ id: one.id, time: one.time, promised: {} })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { bookAppointment } from '../../../src/core/commands/book-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Email } from '../../../src/core/model/member.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, entriesOf, type Made, mailsOf, stateOf } from './booking-life.ts'
import { createNode, eventType, id, type Node, setUp, workspace, zone } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'
import { disagreementsIn } from './standing-bookings.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { eventTypes: [eventType(1, { buffers: { before: 0, after: 10 }, step: 10 })] })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const none = { claims: [], calendars: [], torn: [] }

function timed(clock: string, day: string) {
  const startsAt = at(clock, day)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
}

async function moveOf(made: Made, clock: string, day: string, desk = node) {
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  const time = timed(clock, day)
  return writtenOnDesk(desk, moveAppointment, { id: own.id, document, scope: { kind: 'all' }, time, reason: 'ill' })
}

/** A desk that goes on from what it has sent, and has not heard of yet. */
function knowing({ documents, ...rest }: Node, sent: WriterCommand): Node {
  const stateSince: Node['documents']['stateSince'] = async (name, vector) => {
    const state = await documents.stateSince(name, vector)
    const own = sent.parts.filter(({ document }) => document === name).map(({ update }) => update)
    return state && { ...state, missing: Y.mergeUpdates([state.missing, ...own]) }
  }
  return { ...rest, documents: { ...documents, stateSince } }
}

async function claimsOf(made: Made) {
  return (await stateOf(node, made)).claims.map(({ starts, ends }) => [starts, ends])
}

const span = (clock: string, day: string) => [at(clock, day), instant(at(clock, day) + 40 * MINUTE)]

test('C1 C13 several bookings of one host that a desk moved come in at once: each takes its time', async () => {
  const day = '2026-11-23'
  const [one, two] = [await bookedAt(node, '09:00', { day }), await bookedAt(node, '09:40', { day })]
  await sendFromDesk(node, await moveOf(one, '10:20', day), await moveOf(two, '11:00', day))
  expect([await claimsOf(one), await claimsOf(two)]).toEqual([[span('10:20', day)], [span('11:00', day)]])
  expect(await disagreementsIn(store)).toEqual(none)
})

test('C1 C13 two that take the time of each other’s one after the other pass in that order alone', async () => {
  const day = '2026-11-24'
  const [one, two] = [await bookedAt(node, '09:00', { day }), await bookedAt(node, '09:40', { day })]
  await sendFromDesk(node, await moveOf(two, '10:20', day), await moveOf(one, '09:40', day))
  expect([await claimsOf(one), await claimsOf(two)]).toEqual([[span('09:40', day)], [span('10:20', day)]])
  expect(await disagreementsIn(store)).toEqual(none)
})

test('C13 a booking moved and one made on a desk come in at once: each takes its time', async () => {
  const day = '2026-11-25'
  const one = await bookedAt(node, '09:00', { day })
  const made = await writtenOnDesk(node, bookAppointment, {
    id: id(ids.AppointmentId, 900),
    booking: id(ids.BookingId, 900),
    calendar: id(ids.CalendarId, 1),
    host: anna,
    eventType: id(ids.EventTypeId, 1),
    title: 'Consultation with Omar',
    location: '',
    buffers: { before: 0, after: 10 },
    time: timed('11:00', day),
    invitee: { id: id(ids.AttendeeId, 900), name: 'Omar', email: Email.parse('omar@example.org'), zone },
    tz: '2026a',
  })
  await sendFromDesk(node, await moveOf(one, '10:00', day), made)
  expect(await claimsOf(one)).toEqual([span('10:00', day)])
  expect(await disagreementsIn(store)).toEqual(none)
})

test('C13 a move onto taken time and the one that mends it come in at once: no verdict is left of the first', async () => {
  const day = '2026-11-26'
  const [one] = [await bookedAt(node, '09:00', { day }), await bookedAt(node, '10:00', { day })]
  const wrong = await moveOf(one, '10:00', day)
  await sendFromDesk(node, wrong, await moveOf(one, '11:00', day, knowing(node, wrong)))
  expect(await claimsOf(one)).toEqual([span('11:00', day)])
  const { verdict } = store.read.tables
  const verdicts = await store.read.select().from(verdict)
  expect(verdicts.map(({ data }) => [data.state, data.time.start])).toEqual([
    ['confirmed', at('11:00', '2026-11-25')],
    ['confirmed', at('11:00', day)],
  ])
  expect(await disagreementsIn(store)).toEqual(none)
})

// The last: what it leaves is a conflict.
test('C1 C13 two that a desk moved to one time come in at once: the first has it, the other keeps what was promised', async () => {
  const day = '2026-11-27'
  const [one, two] = [await bookedAt(node, '09:00', { day }), await bookedAt(node, '09:40', { day })]
  await sendFromDesk(node, await moveOf(one, '11:00', day), await moveOf(two, '11:00', day))
  expect([await claimsOf(one), await claimsOf(two)]).toEqual([[span('11:00', day)], [span('09:40', day)]])
  expect((await mailsOf(node, two)).filter((mail) => mail.endsWith('invitee'))).toEqual(['0.confirmed.invitee'])
  const { claims, calendars, torn } = await disagreementsIn(store)
  expect([claims, calendars.length, torn]).toEqual([[], 1, [two.id]])
})

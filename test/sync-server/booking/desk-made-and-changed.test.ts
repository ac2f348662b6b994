import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { bookAppointment } from '../../../src/core/commands/book-appointment.ts'
import { cancelAppointment } from '../../../src/core/commands/cancel-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Email } from '../../../src/core/model/member.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, entriesOf, mailsOf, stateOf } from './booking-life.ts'
import { createNode, id, type Node, setUp, workspace, zone } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'
import { disagreementsIn } from './standing-bookings.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const none = { claims: [], calendars: [], torn: [] }
const all = { kind: 'all' } as const

function timed(clock: string, day: string) {
  const startsAt = at(clock, day)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
}

async function madeOnDesk(n: number, clock: string, day: string) {
  const time = timed(clock, day)
  const calendar = id(ids.CalendarId, 1)
  const own = { id: id(ids.AppointmentId, n), booking: id(ids.BookingId, n), calendar, time }
  const invitee = { id: id(ids.AttendeeId, n), name: 'Omar', email: Email.parse('omar@example.org'), zone }
  const type = { host: anna, eventType: id(ids.EventTypeId, 1), title: 'Consultation with Omar', location: '' }
  const made = { ...own, ...type, invitee, buffers: { before: 0, after: 0 }, tz: '2026a' }
  const document = documentName({ kind: 'entries', workspace, calendar, part: homePart(own) })
  return { id: own.id, document, booking: own.booking, sent: await writtenOnDesk(node, bookAppointment, made) }
}

/** A desk that goes on from what it has made, and has not sent yet. */
function knowing({ documents, ...rest }: Node, made: WriterCommand): Node {
  const stateSince: Node['documents']['stateSince'] = async (name, vector) => {
    const state = await documents.stateSince(name, vector)
    const own = made.parts.filter(({ document }) => document === name).map(({ update }) => update)
    return state && { ...state, missing: Y.mergeUpdates([state.missing, ...own]) }
  }
  return { ...rest, documents: { ...documents, stateSince } }
}

test('C13 one made on a desk and moved before it was sent is booked where it is, and told once', async () => {
  const day = '2026-11-23'
  await bookedAt(node, '09:00', { day })
  const { sent, booking, ...target } = await madeOnDesk(901, '09:00', day)
  const wish = { ...target, scope: all, time: timed('11:00', day), reason: 'ill' }
  await sendFromDesk(node, sent, await writtenOnDesk(knowing(node, sent), moveAppointment, wish))
  const { row, claims, audit } = await stateOf(node, { id: booking })
  expect([row?.starts, claims.map(({ starts }) => starts)]).toEqual([at('11:00', day), [at('11:00', day)]])
  expect(audit.map(({ action }) => action)).toEqual(['booking.made'])
  expect(await disagreementsIn(store)).toEqual(none)
})

test('C13 one made on a desk and cancelled before it was sent takes nobody’s time, and nobody is told', async () => {
  const day = '2026-11-24'
  const { sent, booking, ...target } = await madeOnDesk(902, '09:00', day)
  const wish = { ...target, scope: all, reason: 'ill' }
  await sendFromDesk(node, sent, await writtenOnDesk(knowing(node, sent), cancelAppointment, wish))
  expect((await entriesOf(node, booking)).map(({ status }) => status)).toEqual(['cancelled'])
  expect(await stateOf(node, { id: booking })).toEqual({ row: undefined, claims: [], audit: [] })
  expect(await mailsOf(node, { id: booking })).toEqual([])
  expect(await disagreementsIn(store)).toEqual(none)
})

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '../../../src/core/commands/book-appointment.ts'
import { cancelAppointment } from '../../../src/core/commands/cancel-appointment.ts'
import { keepPlain } from '../../../src/core/commands/keep-plain.ts'
import { markAppointment } from '../../../src/core/commands/mark-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { proposeTime } from '../../../src/core/commands/propose-time.ts'
import { removeAppointment } from '../../../src/core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../../src/core/commands/restore-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Email } from '../../../src/core/model/member.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, entriesOf, type Made, mailsOf, stateOf } from './booking-life.ts'
import { book, createNode, FRIDAY, id, type Node, setUp, workspace, zone } from './booking-world.ts'
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

const all = { kind: 'all' } as const

function timed(clock: string, day?: string) {
  const startsAt = at(clock, day)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
}

async function targetOf(made: Pick<Made, 'id'>) {
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  return { id: own.id, document: homeOf(own) }
}

function homeOf(own: Parameters<typeof homePart>[0]) {
  return documentName({ kind: 'entries', workspace, calendar: id(ids.CalendarId, 1), part: homePart(own) })
}

async function verdictOf(entry: ids.AppointmentId) {
  const { verdict } = store.read.tables
  const rows = await store.read.select().from(verdict).where(eq(verdict.id, entry))
  return rows.map(({ data }) => data)
}

async function actionsOf(made: Pick<Made, 'id'>): Promise<string[]> {
  return (await stateOf(node, made)).audit.map(({ action, actorKind }) => `${action} by ${actorKind}`)
}

let desk = 0

/** What a desk asks for when its owner books for somebody. */
function deskBooking(clock: string, day: string) {
  desk += 1
  return {
    id: id(ids.AppointmentId, 900 + desk),
    booking: id(ids.BookingId, 900 + desk),
    calendar: id(ids.CalendarId, 1),
    host: anna,
    eventType: id(ids.EventTypeId, 1),
    title: 'Consultation with Omar',
    location: '',
    buffers: { before: 0, after: 0 },
    time: timed(clock, day),
    invitee: { id: id(ids.AttendeeId, 900 + desk), name: 'Omar', email: Email.parse('omar@example.org'), zone },
    tz: '2026a',
  }
}

test('C9 U2 what a host cancels on a desk is free, noted, and told after ten seconds', async () => {
  const made = await bookedAt(node, '09:00')
  await onDesk(node, cancelAppointment, { ...(await targetOf(made)), scope: all, reason: 'ill' })
  const { row, claims } = await stateOf(node, made)
  expect([row?.status, claims]).toEqual(['cancelled', []])
  expect(await actionsOf(made)).toEqual(['booking.made by invitee', 'booking.cancelled by member'])
  const mails = await store.read.select().from(outboxMessage).where(eq(outboxMessage.subject, made.id))
  expect(mails.map(({ dueAt, payload }) => [dueAt - FRIDAY, payload]).slice(2)).toMatchObject([
    [10_000, { event: 'cancelled', recipient: 'invitee', reason: 'ill' }],
    [10_000, { event: 'cancelled', recipient: 'host', reason: 'ill' }],
  ])
})

test('U2 what is undone on the desk within ten seconds is told to nobody', async () => {
  const made = await bookedAt(node, '09:30')
  const before = await mailsOf(node, made)
  await onDesk(node, removeAppointment, { ...(await targetOf(made)), scope: all })
  expect((await stateOf(node, made)).claims).toEqual([])
  await onDesk(node, restoreAppointment, await targetOf(made))
  const { row, claims } = await stateOf(node, made)
  expect([row?.status, claims.length]).toEqual(['confirmed', 1])
  expect(await mailsOf(node, made)).toEqual(before)
})

test('C10 a booking moved on a desk has its new time, and the old one is free', async () => {
  const made = await bookedAt(node, '10:00')
  await onDesk(node, moveAppointment, { ...(await targetOf(made)), scope: all, time: timed('11:00') })
  const { row, claims } = await stateOf(node, made)
  expect([row?.starts, row?.generation]).toEqual([at('11:00'), 1])
  expect(claims.map(({ starts }) => starts)).toEqual([at('11:00')])
  expect(await actionsOf(made)).toEqual(['booking.made by invitee', 'booking.rescheduled by member'])
  expect((await mailsOf(node, made)).slice(2)).toEqual(['1.rescheduled.invitee', `1.rescheduled.${anna}`])
})

test('C13 a booking moved onto another one is a conflict with both sides, and the promised time stays taken', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:00', { day })
  const other = await bookedAt(node, '10:00', { day })
  const before = await mailsOf(node, made)
  const { id: entry, document } = await targetOf(made)
  await onDesk(node, moveAppointment, { id: entry, document, scope: all, time: timed('10:00', day) })
  const { row, claims } = await stateOf(node, made)
  expect([row?.starts, claims.map(({ starts }) => starts)]).toEqual([at('09:00', day), [at('09:00', day)]])
  const { id: rival } = await targetOf(other)
  const time = { start: at('10:00', day), end: at('10:30', day) }
  expect(await verdictOf(entry)).toEqual([
    { id: entry, state: 'conflict', time, against: { appointment: rival, time }, at: FRIDAY },
  ])
  expect(await mailsOf(node, made)).toEqual(before)
  const wish = { start: new Date(at('09:00', day)).toISOString() }
  expect((await book(node, { key: 'promised', wish })).status).toBe(409)

  await onDesk(node, moveAppointment, { id: entry, document, scope: all, time: timed('11:00', day) })
  expect((await stateOf(node, made)).row?.starts).toBe(at('11:00', day))
  expect((await verdictOf(entry)).map(({ state }) => state)).toEqual(['confirmed'])
})

test('C13 a booking made on a desk is confirmed, with its claim, and both are told once', async () => {
  const day = '2026-11-25'
  const input = deskBooking('09:00', day)
  await onDesk(node, bookAppointment, input)
  const { row, claims } = await stateOf(node, { id: input.booking })
  expect([row?.status, row?.email, claims.length]).toEqual(['confirmed', 'omar@example.org', 1])
  const time = { start: at('09:00', day), end: at('09:30', day) }
  expect(await verdictOf(input.id)).toEqual([{ id: input.id, state: 'confirmed', time, at: FRIDAY }])
  expect(await mailsOf(node, { id: input.booking })).toEqual(['0.confirmed.invitee', `0.confirmed.${anna}`])
  const wish = { start: new Date(time.start).toISOString() }
  expect((await book(node, { key: 'after the desk', wish })).status).toBe(409)
})

test('C13 one made on a desk over a booking is a conflict, nobody is told, and at another time it is confirmed', async () => {
  const day = '2026-11-26'
  const made = await bookedAt(node, '09:00', { day })
  const input = deskBooking('09:00', day)
  await onDesk(node, bookAppointment, input)
  const { row, claims } = await stateOf(node, { id: input.booking })
  expect([row, claims, await mailsOf(node, { id: input.booking })]).toEqual([undefined, [], []])
  const time = { start: at('09:00', day), end: at('09:30', day) }
  const against = { appointment: (await targetOf(made)).id, time }
  expect(await verdictOf(input.id)).toEqual([{ id: input.id, state: 'conflict', time, against, at: FRIDAY }])
  expect(await actionsOf({ id: input.booking })).toEqual(['booking.conflict by member'])

  const document = homeOf({ time: input.time })
  await onDesk(node, moveAppointment, { id: input.id, document, scope: all, time: timed('10:00', day) })
  expect((await verdictOf(input.id)).map(({ state }) => state)).toEqual(['confirmed'])
  expect(await mailsOf(node, { id: input.booking })).toEqual(['1.confirmed.invitee', `1.confirmed.${anna}`])
})

test('C13 of two that come in together the second is the conflict', async () => {
  const day = '2026-11-27'
  const [first, second] = [deskBooking('09:00', day), deskBooking('09:00', day)]
  const commands = [
    await writtenOnDesk(node, bookAppointment, first),
    await writtenOnDesk(node, bookAppointment, second),
  ]
  await sendFromDesk(node, ...commands)
  const states = [...(await verdictOf(first.id)), ...(await verdictOf(second.id))].map(({ state }) => state)
  expect(states).toEqual(['confirmed', 'conflict'])
  await onDesk(node, keepPlain, { id: second.id, document: homeOf({ time: second.time }) })
  expect(await entriesOf(node, second.booking)).toEqual([])
  expect(await mailsOf(node, { id: second.booking })).toEqual([])
})

test('C10 what a desk proposes is held and told; what it notes of the event is noted once', async () => {
  const day = '2026-11-30'
  const made = await bookedAt(node, '09:00', { day })
  const { kind: _, zone: __, ...other } = timed('10:00', day)
  const proposal = { ...other, expiresAt: at('08:00', day) }
  await onDesk(node, proposeTime, { ...(await targetOf(made)), proposal })
  expect((await stateOf(node, made)).claims.map(({ kind, starts }) => [kind, starts])).toEqual([
    ['booking', at('09:00', day)],
    ['hold', at('10:00', day)],
  ])
  await onDesk(node, markAppointment, { ...(await targetOf(made)), mark: 'checked-in' as const })
  await onDesk(node, proposeTime, { ...(await targetOf(made)) })
  expect(await actionsOf(made)).toEqual([
    'booking.made by invitee',
    'booking.proposed by member',
    'booking.checked-in by member',
    'booking.proposal-withdrawn by member',
  ])
})

test('an entry of a colleague that names a booking says nothing about it', async () => {
  const day = '2026-12-01'
  const made = await bookedAt(node, '09:00', { day })
  const calendar = id(ids.CalendarId, 2)
  const input = { ...deskBooking('11:00', day), booking: made.id, calendar }
  await onDesk(node, bookAppointment, input, 2)
  const document = documentName({ kind: 'entries', workspace, calendar, part: homePart({ time: input.time }) })
  await onDesk(node, cancelAppointment, { id: input.id, document, scope: all }, 2)
  expect((await stateOf(node, made)).row?.status).toBe('confirmed')
})

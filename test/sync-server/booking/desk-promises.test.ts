import { and, eq, gt } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '../../../src/core/commands/book-appointment.ts'
import { cancelAppointment } from '../../../src/core/commands/cancel-appointment.ts'
import type { Command } from '../../../src/core/commands/command.ts'
import { AppointmentTarget, findAppointment } from '../../../src/core/commands/find-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { proposeTime } from '../../../src/core/commands/propose-time.ts'
import { removeAppointment } from '../../../src/core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../../src/core/commands/restore-appointment.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { HOUR, instant } from '../../../src/core/model/instant.ts'
import { ok } from '../../../src/core/model/result.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { answerProposal } from '../../../sync-server/booking/answer-proposal.ts'
import { managedBooking } from '../../../sync-server/booking/managed-booking.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { booking, outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, byToken, entriesOf, type Made, mailsOf, ORIGIN, stateOf, tokenOf } from './booking-life.ts'
import { book, createNode, FRIDAY, id, type Node, setUp, zone } from './booking-world.ts'
import { all, targetOf, timed } from './desk-target.ts'
import { onDesk } from './on-desk.ts'

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

async function moveTo(made: Made, clock: string, day: string): Promise<void> {
  await onDesk(node, moveAppointment, { ...(await targetOf(node, made)), scope: all, time: timed(clock, day) })
}

async function propose(made: Made, clock: string, day: string, expiresAt: number): Promise<void> {
  const { startsAt, endsAt } = timed(clock, day)
  const proposal = { startsAt, endsAt, expiresAt: instant(expiresAt) }
  await onDesk(node, proposeTime, { ...(await targetOf(node, made)), proposal })
}

const accept = (made: Made, generation: number) =>
  answerProposal(node.deps, { token: tokenOf(node, made, generation), origin: ORIGIN, answer: 'accept' })

async function verdictOf(entry: ids.AppointmentId) {
  const { verdict } = store.read.tables
  const rows = await store.read.select().from(verdict).where(eq(verdict.id, entry))
  return rows.map(({ data }) => data)
}

test('C10 a booking that a desk moves has had its answer: no proposal is left, in no entry, and none can be accepted', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:00', { day })
  await propose(made, '11:00', day, FRIDAY + HOUR)
  await moveTo(made, '10:00', day)
  const [own] = await entriesOf(node, made.id)
  expect(own).not.toHaveProperty('proposal')
  const { row, claims } = await stateOf(node, made)
  expect([row?.proposalUntil, claims.map(({ kind, starts }) => [kind, starts])]).toEqual([
    null,
    [['booking', at('10:00', day)]],
  ])
  expect(await accept(made, row?.generation ?? 0)).toEqual({ status: 422, code: 'nothing-proposed' })
})

test('C10 a proposal that nothing is held for is none', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:00', { day })
  await propose(made, '11:00', day, FRIDAY + HOUR)
  await store.tx((tx) => tx.update(booking).set({ proposalUntil: null }).where(eq(booking.id, made.id)))
  expect(await accept(made, 0)).toEqual({ status: 422, code: 'nothing-proposed' })
})

test('C10 what a desk proposes can be answered until the first of both times and no longer', async () => {
  const day = '2026-11-25'
  const made = await bookedAt(node, '10:00', { day })
  await propose(made, '11:00', day, at('12:00', day) + 30 * 24 * HOUR)
  const expiresAt = at('10:00', day)
  expect((await stateOf(node, made)).row?.proposalUntil).toBe(expiresAt)
  expect((await entriesOf(node, made.id)).map(({ proposal }) => proposal?.expiresAt)).toEqual([expiresAt])
})

/** As a desk writes that is older than what it may not. */
const toWholeDay: Command<AppointmentTarget, Appointment, 'not-found' | 'newer-version'> = {
  verb: 'to-whole-day',
  input: AppointmentTarget,
  documents: ({ document }) => [document],
  run: (documents, input, deps) => {
    const found = findAppointment(documents, input, deps)
    if (!found.ok) return found
    const { doc, appointment } = found.value
    const day = WallDate.parse('2026-12-24')
    const next = { ...appointment, time: { kind: 'all-day', firstDay: day, lastDay: day } } as const
    writeAppointment(doc, next)
    return ok(next)
  },
}

test('C13 a booking that a desk makes a whole day is a conflict: the promised time stays taken, and is what people see', async () => {
  const day = '2026-11-26'
  const made = await bookedAt(node, '09:00', { day })
  const target = await targetOf(node, made)
  await onDesk(node, toWholeDay, target)
  const time = { start: at('09:00', day), end: at('09:30', day) }
  expect(await verdictOf(target.id)).toEqual([{ id: target.id, state: 'conflict', time, at: FRIDAY }])
  const wish = { start: new Date(time.start).toISOString() }
  expect((await book(node, { key: 'the promised one', wish })).status).toBe(409)
  const { row, claims } = await stateOf(node, made)
  expect([row?.status, row?.starts, claims.map(({ starts }) => starts)]).toEqual([
    'confirmed',
    time.start,
    [time.start],
  ])
  const { serverKey, now } = node.deps
  expect(await managedBooking(store.read, made.token, { serverKey, now: now() })).toMatchObject({ time })
  await moveTo(made, '10:00', day)
  expect((await stateOf(node, made)).row?.starts).toBe(at('10:00', day))
  expect((await verdictOf(target.id)).map(({ state }) => state)).toEqual(['confirmed'])
})

test('C13 a cancelled booking that is restored when its time is another’s stays cancelled for the invitee, until it has a time', async () => {
  const day = '2026-11-27'
  const made = await bookedAt(node, '09:00', { day })
  await onDesk(node, removeAppointment, { ...(await targetOf(node, made)), scope: all })
  const other = await bookedAt(node, '09:00', { day })
  await onDesk(node, restoreAppointment, await targetOf(node, made))
  const { serverKey, now } = node.deps
  const seen = () => managedBooking(store.read, made.token, { serverKey, now: now() })
  expect(await seen()).toMatchObject({ status: 'cancelled', time: { start: at('09:00', day) } })
  const moving = await rescheduleBooking(node.deps, { by: byToken(made), start: at('11:00', day) })
  expect(moving).toEqual({ status: 422, code: 'already-over' })
  expect((await stateOf(node, made)).row?.status).toBe('cancelled')
  const { id: entry } = await targetOf(node, made)
  const against = { appointment: (await targetOf(node, other)).id }
  expect(await verdictOf(entry)).toMatchObject([{ state: 'conflict', against }])

  await moveTo(made, '10:00', day)
  expect(await seen()).toMatchObject({ status: 'confirmed', time: { start: at('10:00', day) } })
  const { row, claims } = await stateOf(node, made)
  expect([row?.status, claims.map(({ starts }) => starts)]).toEqual(['confirmed', [at('10:00', day)]])
})

test('C13 a booking made on a desk for somebody without an address can be cancelled at once', async () => {
  const day = '2026-11-30'
  const startsAt = timed('09:00', day)
  const made = { id: id(ids.BookingId, 950) }
  await onDesk(node, bookAppointment, {
    id: id(ids.AppointmentId, 950),
    booking: made.id,
    calendar: id(ids.CalendarId, 1),
    host: anna,
    eventType: id(ids.EventTypeId, 1),
    title: 'Consultation with Omar',
    location: '',
    buffers: { before: 0, after: 0 },
    time: startsAt,
    invitee: { id: id(ids.AttendeeId, 950), name: 'Omar', email: 'none, call 030 1234', zone },
    tz: '2026a',
  })
  expect(await mailsOf(node, made)).toEqual([`0.confirmed.${anna}`])
  await onDesk(node, cancelAppointment, { ...(await targetOf(node, made)), scope: all })
  expect([(await stateOf(node, made)).row?.status, await mailsOf(node, made)]).toEqual(['cancelled', []])
})

test('C13 a mail that nobody can read keeps no booking from its next step', async () => {
  const day = '2026-12-01'
  const made = await bookedAt(node, '09:00', { day })
  await moveTo(made, '10:00', day)
  const waiting = and(eq(outboxMessage.subject, made.id), gt(outboxMessage.dueAt, FRIDAY))
  await store.tx((tx) =>
    tx
      .update(outboxMessage)
      .set({ payload: { event: 'unheard of' } })
      .where(waiting),
  )
  await moveTo(made, '11:00', day)
  expect((await stateOf(node, made)).row?.starts).toBe(at('11:00', day))
  expect((await mailsOf(node, made)).at(-1)).toBe(`2.rescheduled.${anna}`)
})

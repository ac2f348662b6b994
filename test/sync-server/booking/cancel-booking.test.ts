import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelAppointment } from '../../../src/core/commands/cancel-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { audit, booking, claim, outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import { bookedAt, tokenOf } from './booking-life.ts'
import type { Node } from './booking-world.ts'
import { all, targetOf, timed } from './desk-target.ts'
import { onDesk } from './on-desk.ts'
import { book, createNode, FRIDAY, id, setUp, slots, workspace } from './booking-world.ts'

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

const home = documentName({ kind: 'entries', workspace, calendar: id(ids.CalendarId, 1), part: '2026-q4' })

test('C9 cancelling frees the time at once and tells both', async () => {
  const start = '2026-11-23T09:00:00+01:00'
  const made = await bookAt(start)
  expect(await isFree(start)).toBe(false)
  node.clock.now = instant(FRIDAY + 60_000)
  const answer = await cancel(made.token, 'reason=I+have+a+cold')
  expect({ status: answer.statusCode, to: answer.headers['location'] }).toEqual({
    status: 303,
    to: `/booking/${made.token}/manage`,
  })
  expect(await isFree(start)).toBe(true)
  const [own] = await appointmentsOf(made.id)
  expect(own).toMatchObject({
    status: 'cancelled',
    sequence: 1,
    cancellation: { at: FRIDAY + 60_000, reason: 'I have a cold' },
    attendees: [{ status: 'cancelled' }],
  })
  expect(await store.read.select().from(claim).where(eq(claim.booking, made.id))).toEqual([])
  expect(await store.read.select().from(booking).where(eq(booking.id, made.id))).toMatchObject([
    { status: 'cancelled' },
  ])
  expect((await store.read.select().from(audit).where(eq(audit.entity, made.id))).map(({ action }) => action)).toEqual([
    'booking.made',
    'booking.cancelled',
  ])
  const mails = await store.read.select().from(outboxMessage)
  expect(mails.map(({ messageId }) => messageId)).toEqual([
    `${made.id}.0.confirmed.invitee`,
    `${made.id}.0.confirmed.${id(ids.MemberId, 1)}`,
    `${made.id}.1.cancelled.invitee`,
    `${made.id}.1.cancelled.${id(ids.MemberId, 1)}`,
  ])
  expect((await book(node, { key: 'after', wish: { start } })).status).toBe(201)
})

test('a reason that cannot be read is none, and no reason not to cancel', async () => {
  const made = await bookAt('2026-11-23T10:00:00+01:00')
  const answer = await node.app.inject({
    method: 'POST',
    url: `/booking/${made.token}/manage`,
    headers: { 'content-type': 'text/plain' },
    payload: 'a cold',
  })
  expect(answer.statusCode).toBe(303)
  expect(await appointmentsOf(made.id)).toMatchObject([{ status: 'cancelled' }])
})

test('cancelling twice changes nothing more', async () => {
  const made = await bookAt('2026-11-23T10:00:00+01:00')
  await cancel(made.token)
  const before = await appointmentsOf(made.id)
  expect((await cancel(made.token, 'reason=again')).statusCode).toBe(303)
  expect(await appointmentsOf(made.id)).toEqual(before)
})

test('C14 looking changes nothing, and is kept by nobody', async () => {
  const made = await bookAt('2026-11-23T11:00:00+01:00')
  const before = await appointmentsOf(made.id)
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await node.app.inject({ method, url: `/booking/${made.token}/manage` })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(answer.headers['x-robots-tag']).toBe('noindex')
  }
  expect(await appointmentsOf(made.id)).toEqual(before)
})

test('C14 a forged token looks like an unknown one, and cancels nothing', async () => {
  const made = await bookAt('2026-11-24T09:00:00+01:00')
  const other = await bookAt('2026-11-24T10:00:00+01:00')
  const unknown = await node.app.inject(`/booking/${'A'.repeat(86)}/manage`)
  expect(unknown.statusCode).toBe(404)
  const swapped = made.token.slice(0, 43) + other.token.slice(43)
  const forged = [
    flipped(made.token, 0),
    flipped(made.token, 30),
    flipped(made.token, 60),
    swapped,
    'x',
    `${made.token}A`,
  ]
  for (const token of forged) {
    const seen = await node.app.inject(`/booking/${token}/manage`)
    expect({ status: seen.statusCode, body: seen.body }).toEqual({ status: 404, body: unknown.body })
    expect((await cancel(token)).statusCode).toBe(404)
  }
  expect(await appointmentsOf(made.id)).toMatchObject([{ status: 'confirmed' }])
})

test('C14 a raised generation ends the tokens given out before', async () => {
  const made = await bookAt('2026-11-24T11:00:00+01:00')
  await store.tx((tx) => tx.update(booking).set({ generation: 1 }).where(eq(booking.id, made.id)))
  expect((await cancel(made.token)).statusCode).toBe(404)
})

test('C14 a token expires with the event', async () => {
  const start = '2026-11-25T09:00:00+01:00'
  const made = await bookAt(start)
  node.clock.now = instant(Date.parse(start) + 1_800_000 - 1)
  expect((await node.app.inject(`/booking/${made.token}/manage`)).statusCode).toBe(200)
  node.clock.now = instant(Date.parse(start) + 1_800_000)
  expect((await node.app.inject(`/booking/${made.token}/manage`)).statusCode).toBe(410)
  expect((await cancel(made.token)).statusCode).toBe(410)
  node.clock.now = FRIDAY
  expect(await appointmentsOf(made.id)).toMatchObject([{ status: 'confirmed' }])
})

test('C9 what a host cancels on a desk is free at once too, with its claim', async () => {
  const made = await bookedAt(node, '09:00', { day: '2026-11-26' })
  const start = '2026-11-26T09:00:00+01:00'
  await onDesk(node, cancelAppointment, { ...(await targetOf(node, made)), scope: all })
  expect(await isFree(start)).toBe(true)
  expect(await store.read.select().from(claim).where(eq(claim.booking, made.id))).toEqual([])
  expect((await book(node, { key: 'desk', wish: { start } })).status).toBe(201)
  expect((await node.app.inject(`/booking/${made.token}/manage`)).body).toContain('Anna Berg had to cancel it.')
})

test('C14 a booking that a host moves on a desk takes its new time, frees the old, and is managed by its new link', async () => {
  const day = '2026-11-27'
  const [from, to] = [`${day}T09:00:00+01:00`, `${day}T11:00:00+01:00`]
  const made = await bookedAt(node, '09:00', { day })
  await onDesk(node, moveAppointment, { ...(await targetOf(node, made)), scope: all, time: timed('11:00', day) })
  expect([await isFree(from), await isFree(to)]).toEqual([true, false])
  expect((await book(node, { key: 'moved here', wish: { start: to } })).status).toBe(409)
  expect((await book(node, { key: 'moved away', wish: { start: from } })).status).toBe(201)
  expect((await cancel(made.token)).statusCode).toBe(404)
  expect((await cancel(tokenOf(node, made, 1))).statusCode).toBe(303)
  expect([await isFree(from), await isFree(to)]).toEqual([false, true])
})

type Made = { readonly id: ids.BookingId; readonly token: string }

async function bookAt(start: string): Promise<Made> {
  const { status, body } = await book(node, { key: start, wish: { start } })
  expect(status).toBe(201)
  const { id: made, manageUrl } = BookingMade.parse(body)
  return { id: made, token: /booking\/([\w-]+)\//.exec(manageUrl)?.[1] ?? '' }
}

function cancel(token: string, payload = '') {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return node.app.inject({ method: 'POST', url: `/booking/${token}/manage`, headers, payload })
}

async function isFree(start: string): Promise<boolean> {
  const day = start.slice(0, 10)
  const { text } = await slots(node, { start: day, end: day, timezone: 'Europe/Berlin' })
  return text.includes(`"start":"${start}"`)
}

async function appointmentsOf(made: ids.BookingId): Promise<Appointment[]> {
  return node.deps.serverTransaction(({ read }) =>
    read(home, (doc) =>
      readAppointments(doc, id(ids.CalendarId, 1)).valid.filter(({ bookingId }) => bookingId === made),
    ),
  )
}

function flipped(token: string, at: number): string {
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
}

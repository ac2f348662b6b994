import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { BookingStep, NewToken, PublicBooking } from '../../../src/core/contract/public-booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import {
  createNode,
  eventType,
  FRIDAY,
  id as idOf,
  link,
  type Node,
  setUp,
  workspace,
} from '../booking/booking-world.ts'
import { bookAt, call, typeOf } from './api-calls.ts'

let store: PostgresStore
let node: Node

const STRICT = { allowed: true, until: 24 * 60, reason: 'required' }

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    eventTypes: [
      eventType(1, { durations: [30, 60], locations: [{ kind: 'video', details: 'https://meet.example.org/a' }] }),
      typeOf(2, 1, { policies: { cancel: STRICT, reschedule: { ...STRICT, allowed: false } } }),
    ],
    links: [link(1), link(2)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const NOT_FOUND = { error: 'not-found', message: 'There is nothing to book at this address.' }
const Made = z.object({ id: z.string(), manageUrl: z.string() })

let made = 0

async function booked(start: string, at = '/links/anna-1'): Promise<{ id: string; token: string }> {
  const { body } = await bookAt(node, at, `made ${(made += 1)}`, { start })
  const { id, manageUrl } = Made.parse(body)
  return { id, token: tokenIn(manageUrl) }
}

function tokenIn(manageUrl: string): string {
  return /\/booking\/([^/]+)\/manage$/.exec(manageUrl)?.[1] ?? ''
}

test('C14 a booking is told to whom its token was given, field by field', async () => {
  const { id, token } = await booked('2026-11-23T09:00:00+01:00')
  const answer = await call(node, 'GET', `/bookings/${token}/`)
  expect(answer).toMatchObject({ status: 200 })
  expect(answer.body).toEqual({
    id,
    status: 'confirmed',
    start: '2026-11-23T09:00:00+01:00',
    end: '2026-11-23T09:30:00+01:00',
    timezone: 'Europe/Berlin',
    eventType: { name: 'Consultation', durations: [30, 60] },
    hosts: [{ name: 'Anna Berg' }],
    location: { kind: 'video', details: 'https://meet.example.org/a' },
    name: 'Ida Holm',
    email: 'ida@example.org',
    answers: {},
    guests: [],
    cancel: { allowed: true, until: '2026-11-23T08:00:00.000Z', reason: 'optional' },
    reschedule: { allowed: true, until: '2026-11-23T08:00:00.000Z', reason: 'optional' },
    manageUrl: `https://book.example.org/booking/${token}/manage`,
  })
  expect(PublicBooking.strict().parse(answer.body)).toEqual(answer.body)
})

test('C14 what is no token, and one that was altered, all look the same, whatever is asked', async () => {
  const { token } = await booked('2026-11-23T09:30:00+01:00')
  const altered = `${token.slice(0, -3)}${token.endsWith('AAA') ? 'BBB' : 'AAA'}`
  const start = '2026-11-23T11:00:00+01:00'
  for (const hostile of [altered, 'x', '%00', '..%2f', "'--", 'a'.repeat(86), 'a'.repeat(490)]) {
    const at = `/bookings/${hostile}`
    const answers = [
      await call(node, 'GET', at),
      await call(node, 'POST', `${at}/cancel`, { body: {} }),
      await call(node, 'POST', `${at}/reschedule`, { body: { start } }),
    ]
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [404, NOT_FOUND]))
  }
})

test('C10 rescheduling answers with the new time and a new token, the same again for its key', async () => {
  const { id, token } = await booked('2026-11-24T09:00:00+01:00')
  const wish = { start: '2026-11-24T10:00:00+01:00', duration: 60, timezone: 'Asia/Kathmandu' }
  const move = (body: object, key: string) => call(node, 'POST', `/bookings/${token}/reschedule`, { body, key })
  const moved = await move(wish, 'move')
  const { manageUrl, ...step } = BookingStep.strict().parse(moved.body)
  expect([moved.status, step]).toEqual([
    200,
    {
      id,
      status: 'confirmed',
      start: '2026-11-24T14:45:00+05:45',
      end: '2026-11-24T15:45:00+05:45',
      timezone: 'Asia/Kathmandu',
    },
  ])
  expect(await move(wish, 'move')).toEqual(moved)
  expect(await move({ ...wish, duration: 30 }, 'move')).toMatchObject({ status: 422 })
  expect(await call(node, 'GET', `/bookings/${token}`)).toMatchObject({ status: 404, body: NOT_FOUND })
  expect(await call(node, 'GET', `/bookings/${tokenIn(manageUrl)}`)).toMatchObject({ status: 200, body: step })
})

test('C10 a time that is taken leaves the booking where it is, with three others', async () => {
  const first = await booked('2026-11-25T09:00:00+01:00')
  await booked('2026-11-25T09:30:00+01:00')
  const body = { start: '2026-11-25T09:30:00+01:00' }
  expect(await call(node, 'POST', `/bookings/${first.token}/reschedule`, { body })).toMatchObject({
    status: 409,
    body: { error: 'slot-taken', alternatives: [{}, {}, {}] },
  })
  expect((await call(node, 'GET', `/bookings/${first.token}`)).body).toMatchObject({
    start: '2026-11-25T09:00:00+01:00',
  })
})

test('a wrong wish is told its fields', async () => {
  const { token } = await booked('2026-11-25T11:00:00+01:00')
  const at = `/bookings/${token}/reschedule`
  const wrong = { start: 'soon', duration: 'long', timezone: 'Mars', reason: 'r'.repeat(2_001) }
  const fields = { start: 'invalid', duration: 'invalid', timezone: 'unknown', reason: 'too-long' }
  expect(await call(node, 'POST', at, { body: wrong })).toMatchObject({ status: 400, body: { fields } })
  expect(await call(node, 'POST', at)).toMatchObject({ status: 400, body: { fields: { start: 'missing' } } })
  const unknown = { start: '2026-11-25T10:00:00+01:00', duration: 45 }
  expect(await call(node, 'POST', at, { body: unknown })).toMatchObject({
    status: 400,
    body: { fields: { duration: 'unknown' } },
  })
  expect(await call(node, 'POST', at, { key: 'k'.repeat(256), body: wrong })).toMatchObject({ status: 400 })
})

test('C9 cancelling frees the time, and cancelling again changes nothing', async () => {
  const { id, token } = await booked('2026-11-26T09:00:00+01:00')
  const cancel = () => call(node, 'POST', `/bookings/${token}/cancel`, { body: { reason: 'Ill' } })
  const cancelled = await cancel()
  expect(cancelled).toMatchObject({ status: 200, body: { id, status: 'cancelled' } })
  expect(await cancel()).toEqual(cancelled)
  expect((await call(node, 'GET', `/bookings/${token}`)).body).toMatchObject({
    status: 'cancelled',
    cancellation: { by: 'invitee', reason: 'Ill' },
    cancel: { allowed: false },
    reschedule: { allowed: false },
  })
  await booked('2026-11-26T09:00:00+01:00')
})

test('C11 the policy of the type is told and kept', async () => {
  const { token } = await booked('2026-11-26T10:00:00+01:00', '/links/anna-2')
  const at = `/bookings/${token}`
  expect((await call(node, 'GET', at)).body).toMatchObject({
    cancel: { allowed: true, until: '2026-11-25T09:00:00.000Z', reason: 'required' },
    reschedule: { allowed: false },
  })
  const body = { start: '2026-11-26T10:30:00+01:00', reason: 'Late' }
  expect(await call(node, 'POST', `${at}/reschedule`, { body })).toMatchObject({
    status: 422,
    body: { error: 'not-allowed' },
  })
  expect(await call(node, 'POST', `${at}/cancel`)).toMatchObject({
    status: 400,
    body: { fields: { reason: 'missing' } },
  })
  node.clock.now = instant(Date.parse('2026-11-25T09:00:00.001Z'))
  expect((await call(node, 'GET', at)).body).toMatchObject({ cancel: { allowed: false } })
  expect(await call(node, 'POST', `${at}/cancel`, { body: { reason: 'Ill' } })).toMatchObject({
    status: 422,
    body: { error: 'too-late' },
  })
  node.clock.now = FRIDAY
})

test('C14 a token ends with its event', async () => {
  const { token } = await booked('2026-11-27T09:00:00+01:00')
  node.clock.now = instant(Date.parse('2026-11-27T08:30:00Z'))
  const expired = { error: 'expired', message: 'The appointment is over, so its link no longer works.' }
  const answers = [
    await call(node, 'GET', `/bookings/${token}`),
    await call(node, 'POST', `/bookings/${token}/cancel`),
    await call(node, 'POST', `/bookings/${token}/reschedule`, { body: { start: '2026-11-27T10:00:00+01:00' } }),
  ]
  expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [410, expired]))
  node.clock.now = FRIDAY
})

async function propose(id: string, start: string): Promise<void> {
  const by = { member: idOf(ids.MemberId, 1), workspace, booking: ids.BookingId.parse(id) }
  const proposed = await proposeTime(node.deps, { by, start: instant(Date.parse(start)), reason: 'A course' })
  expect(proposed.status).toBe(200)
}

test('C10 a proposed time is told and taken; the same answer again for its key', async () => {
  const { id, token } = await booked('2026-11-30T09:00:00+01:00')
  const at = `/bookings/${token}`
  expect(await call(node, 'POST', `${at}/confirm`)).toMatchObject({ status: 422, body: { error: 'nothing-proposed' } })
  await propose(id, '2026-11-30T11:00:00+01:00')
  const [start, end] = ['2026-11-30T11:00:00+01:00', '2026-11-30T11:30:00+01:00']
  expect((await call(node, 'GET', at)).body).toMatchObject({
    start: '2026-11-30T09:00:00+01:00',
    proposal: { start, end, reason: 'A course', expiresAt: '2026-11-22T11:00:00.000Z' },
  })
  const confirmed = await call(node, 'POST', `${at}/confirm/`, { key: 'confirm' })
  expect(confirmed).toMatchObject({ status: 200, body: { id, status: 'confirmed', start, end } })
  expect(await call(node, 'POST', `${at}/confirm`, { key: 'confirm' })).toEqual(confirmed)
  const renewed = tokenIn(BookingStep.parse(confirmed.body).manageUrl)
  expect((await call(node, 'GET', `/bookings/${renewed}`)).body).not.toHaveProperty('proposal')
})

test('C10 a proposed time that is declined leaves the booking where it is', async () => {
  const { id, token } = await booked('2026-12-01T09:00:00+01:00')
  await propose(id, '2026-12-01T11:00:00+01:00')
  const at = `/bookings/${token}/confirm`
  expect(await call(node, 'POST', at, { body: { answer: 'perhaps' } })).toMatchObject({
    status: 400,
    body: { fields: { answer: 'invalid' } },
  })
  expect(await call(node, 'POST', at, { body: { answer: 'decline' } })).toMatchObject({
    status: 200,
    body: { id, status: 'confirmed', start: '2026-12-01T09:00:00+01:00' },
  })
})

test('C14 a new token ends the old one', async () => {
  const { id, token } = await booked('2026-12-02T09:00:00+01:00')
  const renewed = await call(node, 'POST', `/bookings/${token}/token`)
  const { manageUrl } = NewToken.strict().parse(renewed.body)
  expect(renewed.status).toBe(200)
  expect((await call(node, 'GET', `/bookings/${token}`)).status).toBe(404)
  expect((await call(node, 'GET', `/bookings/${tokenIn(manageUrl)}`)).body).toMatchObject({ id, status: 'confirmed' })
})

test('a reason may hold whatever can be typed', async () => {
  const { token } = await booked('2026-12-03T09:00:00+01:00')
  const reason = 'Zwölf\n\u0000 <b>\u{1F600}\uD800'
  const answer = await call(node, 'POST', `/bookings/${token}/cancel`, { body: { reason } })
  expect([answer.status, answer.body]).toMatchObject([200, { status: 'cancelled' }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, link, type Node, setUp, slots, WISH } from '../booking/booking-world.ts'
import { bookAt, call, typeOf } from './api-calls.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    eventTypes: [typeOf(1, 1), typeOf(2, 1), typeOf(3, 1, { private: true }), typeOf(4, 1, { status: 'inactive' })],
    links: [link(1), link(2, { active: false }), link(3), link(4)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const OF_MEMBER = '/organizers/member-1/type-1'
const MONDAY_ONLY = { start: '2026-11-23', end: '2026-11-23', timezone: 'Europe/Berlin' }
const NOT_FOUND = { error: 'not-found', message: 'There is nothing to book at this address.' }

test.each([`${OF_MEMBER}/slots`, `${OF_MEMBER}/slots/`, '/links/anna-1/slots', '/links/anna-1/slots/'])(
  'S1 %s lists what the link lists',
  async (path) => {
    const answer = await call(node, 'GET', path, { query: MONDAY_ONLY })
    expect(answer).toEqual(await slots(node, MONDAY_ONLY))
    expect(SlotsAnswer.strict().parse(answer.body).days['2026-11-23']).toHaveLength(6)
  },
)

test('S15 a wrong and a boundless question are told what is wrong', async () => {
  expect(await call(node, 'GET', `${OF_MEMBER}/slots`)).toMatchObject({
    status: 400,
    body: { error: 'invalid-request', fields: { start: 'missing', end: 'missing', timezone: 'missing' } },
  })
  const end = '2027-11-23'
  expect(await call(node, 'GET', `${OF_MEMBER}/slots`, { query: { ...MONDAY_ONLY, end } })).toMatchObject({
    status: 400,
    body: { error: 'range-too-long' },
  })
})

test('C4 a booking is made once for its key, on whichever address of the type', async () => {
  const first = await bookAt(node, OF_MEMBER, 'one')
  expect(first).toMatchObject({
    status: 201,
    body: { start: '2026-11-23T09:00:00+01:00', end: '2026-11-23T09:30:00+01:00' },
  })
  expect(await bookAt(node, OF_MEMBER, 'one')).toEqual(first)
  expect(await bookAt(node, '/links/anna-1', 'one')).toEqual(first)
  expect(await book(node, { key: 'one' })).toEqual(first)
  expect(await bookAt(node, OF_MEMBER, 'one', { name: 'Eve' })).toMatchObject({
    status: 422,
    body: { error: 'idempotency-key-reused' },
  })
})

test('C2 who comes second is told, with three others, and the same again for the same key', async () => {
  const lost = await bookAt(node, OF_MEMBER, 'two')
  expect(lost).toMatchObject({
    status: 409,
    body: {
      error: 'slot-taken',
      alternatives: ['09:30', '10:00', '10:30'].map((start) => ({ start: `2026-11-23T${start}:00+01:00` })),
    },
  })
  expect(await bookAt(node, OF_MEMBER, 'two')).toEqual(lost)
})

test('a request without a key, or with one that is too long, is not taken', async () => {
  for (const key of [undefined, '', 'k'.repeat(256)]) {
    const sent = { body: WISH, ...(key !== undefined && { key }) }
    expect(await call(node, 'POST', `${OF_MEMBER}/bookings`, sent)).toMatchObject({
      status: 400,
      body: { error: 'idempotency-key-missing' },
    })
  }
})

test('a wrong body is told its fields', async () => {
  expect(await bookAt(node, OF_MEMBER, 'wrong', { email: 'ida', start: 'soon', timezone: 'Mars' })).toMatchObject({
    status: 400,
    body: { error: 'invalid-request', fields: { email: 'invalid', start: 'invalid', timezone: 'unknown' } },
  })
})

test('nothing is booked nor listed at unknown, closed, private and foreign addresses', async () => {
  const paths = ['nobody/type-1', 'member-1/nothing', 'member-1/closed', 'member-1/private', 'clinic/type-1']
  for (const path of paths.map((one) => `/organizers/${one}`)) {
    expect(await bookAt(node, path, 'nothing')).toMatchObject({ status: 404, body: NOT_FOUND })
    const listed = await call(node, 'GET', `${path}/slots`, { query: MONDAY_ONLY })
    expect(listed).toMatchObject({ status: 404, body: NOT_FOUND })
  }
})

const REFUSED = { error: 'method-not-allowed', message: 'This address does not take this method.' }

test.each([
  ['PUT', OF_MEMBER, 'GET, HEAD'],
  ['POST', `${OF_MEMBER}/slots/`, 'GET, HEAD'],
  ['GET', `${OF_MEMBER}/bookings`, 'POST'],
  ['DELETE', '/links/anna-1/bookings/', 'POST'],
  ['DELETE', '/organizers/nobody', 'GET, HEAD'],
] as const)('%s %s is refused, and told what is taken', async (method, path, allow) => {
  const answer = await node.app.inject({ method, url: `/api/v1/public${path}`, payload: '{', headers: JSON_TYPE })
  expect([answer.statusCode, answer.headers.allow, answer.json()]).toEqual([405, allow, REFUSED])
})

const JSON_TYPE = { 'content-type': 'application/json' }

test('what is no JSON, and a body too large, is refused before it is looked at', async () => {
  const send = async (payload: string, type = 'application/json') => {
    const url = `/api/v1/public${OF_MEMBER}/bookings`
    const headers = { 'content-type': type, 'idempotency-key': 'odd' }
    const answer = await node.app.inject({ method: 'POST', url, payload, headers })
    return [answer.statusCode, answer.json()]
  }
  const invalid = { error: 'invalid-request', message: 'The request is not valid.' }
  expect(await send('{"start"')).toEqual([400, invalid])
  expect(await send('{"__proto__":{"x":1}}')).toEqual([400, invalid])
  expect(await send('start=1', 'text/plain')).toEqual([415, invalid])
  expect(await send('start=1', 'application/x-www-form-urlencoded')).toEqual([415, invalid])
  expect(await send(JSON.stringify({ name: 'n'.repeat(600_000) }))).toEqual([413, invalid])
})

test('answers are kept by nobody on the way', async () => {
  for (const url of [`/api/v1/public${OF_MEMBER}`, '/api/v1/public/nothing']) {
    expect((await node.app.inject(url)).headers['cache-control']).toBe('no-store')
  }
})

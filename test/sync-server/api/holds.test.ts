import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Hold } from '../../../src/core/contract/public-shapes.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { createNode, FRIDAY, link, type Node, type Sent, setUp, slots } from '../booking/booking-world.ts'
import { bookAt, call, typeOf } from './api-calls.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 2,
    eventTypes: [typeOf(1, 1, { durations: [30, 60] }), typeOf(2, 2)],
    links: [link(1), link(2)],
  })
})

// Whatever was held has expired: each test has holds of its own.
beforeEach(() => {
  node.clock.now = instant(node.clock.now + 60 * MINUTE)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const AT = '/organizers/member-1/type-1'
const NOT_FOUND = { error: 'not-found', message: 'There is nothing to book at this address.' }

async function hold(start: string, more: object = {}, at = AT): Promise<Sent> {
  return call(node, 'POST', `${at}/holds`, { body: { start, timezone: 'Europe/Berlin', ...more } })
}

function idOf({ body }: Sent): string {
  return Hold.strict().parse(body).id
}

async function isListed(start: string): Promise<boolean> {
  const day = start.slice(0, 10)
  return (await slots(node, { start: day, end: day, timezone: 'Europe/Berlin' })).text.includes(start)
}

test('C3 a time is held for ten minutes: others are not offered it, and its holder books it', async () => {
  const start = '2026-11-23T09:00:00+01:00'
  const held = await hold(start)
  const expiresAt = new Date(node.clock.now + 10 * MINUTE).toISOString()
  expect(held).toMatchObject({ status: 201, body: { start, end: '2026-11-23T09:30:00+01:00', expiresAt } })
  expect(await isListed(start)).toBe(false)
  expect(await hold(start)).toMatchObject({ status: 409, body: { error: 'slot-taken', alternatives: [{}, {}, {}] } })
  expect((await bookAt(node, AT, 'other', { start })).status).toBe(409)
  expect((await bookAt(node, '/links/anna-1', 'own', { start, hold: idOf(held) })).status).toBe(201)
})

test('C3 the same hold again is kept longer, and one on another time takes its place', async () => {
  const start = '2026-11-24T09:00:00+01:00'
  const held = await hold(start)
  node.clock.now = instant(node.clock.now + 5 * MINUTE)
  const renewed = await hold(start, { hold: idOf(held) })
  const expiresAt = new Date(node.clock.now + 10 * MINUTE).toISOString()
  expect(renewed).toMatchObject({ status: 201, body: { id: idOf(held), expiresAt } })
  expect((await hold('2026-11-24T10:00:00+01:00', { hold: idOf(held), duration: 60 })).status).toBe(201)
  expect(await isListed(start)).toBe(true)
  expect(await isListed('2026-11-24T10:30:00+01:00')).toBe(false)
})

test('C3 a hold that is given back frees its time at once', async () => {
  const start = '2026-11-25T09:00:00+01:00'
  const id = idOf(await hold(start))
  expect(await call(node, 'DELETE', `/holds/${id}/`)).toEqual({ status: 204, body: undefined, text: '' })
  expect(await isListed(start)).toBe(true)
  expect(await call(node, 'DELETE', `/holds/${id}`)).toMatchObject({ status: 404, body: NOT_FOUND })
})

test('C3 unknown, expired and hostile holds look the same', async () => {
  const expired = idOf(await hold('2026-11-25T10:00:00+01:00'))
  node.clock.now = instant(node.clock.now + 10 * MINUTE)
  for (const id of [expired, 'x', '%00', '..%2f', "'--", 'a'.repeat(22), 'a'.repeat(490)]) {
    expect(await call(node, 'DELETE', `/holds/${id}`)).toMatchObject({ status: 404, body: NOT_FOUND })
  }
})

test('C3 three are held at once behind one link; who wants more is told when to come again', async () => {
  const day = '2026-11-26T'
  for (const clock of ['09:00', '09:30', '10:00']) expect((await hold(`${day}${clock}:00+01:00`)).status).toBe(201)
  const answer = await node.app.inject({
    method: 'POST',
    url: `/api/v1/public${AT}/holds`,
    payload: { start: `${day}10:30:00+01:00`, timezone: 'Europe/Berlin' },
  })
  expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toMatchObject([
    429,
    '600',
    { error: 'too-many-holds' },
  ])
  expect((await hold(`${day}10:30:00+01:00`, {}, '/links/anna-2')).status).toBe(201)
})

test('a wrong wish is told its fields', async () => {
  expect(await call(node, 'POST', `${AT}/holds`)).toMatchObject({
    status: 400,
    body: { error: 'invalid-request', fields: { start: 'missing', timezone: 'missing' } },
  })
  const wrong = { timezone: 'Mars', duration: 1.5, hold: 'h'.repeat(65) }
  expect(await hold('soon', wrong)).toMatchObject({
    status: 400,
    body: { fields: { start: 'invalid', timezone: 'unknown', duration: 'invalid', hold: 'too-long' } },
  })
  expect(await hold('2026-11-27T09:00:00+01:00', { duration: 45 })).toMatchObject({
    status: 400,
    body: { fields: { duration: 'unknown' } },
  })
})

test('nothing is held at unknown addresses', async () => {
  for (const at of ['/links/nobody', '/organizers/member-1/nothing', '/organizers/%00/type-1']) {
    expect(await hold('2026-11-27T09:00:00+01:00', {}, at)).toMatchObject({ status: 404, body: NOT_FOUND })
  }
  expect(node.clock.now).toBeGreaterThan(FRIDAY)
})

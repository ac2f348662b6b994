import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { booking, idempotency, outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import { book, createNode, eventType, FRIDAY, link, setUp } from './booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 2, eventTypes: [eventType(1), eventType(2)], links: [link(1), link(2)] })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C4 the same request again gives the same answer, byte by byte, and books nothing more', async () => {
  const first = await book(node, { key: 'again' })
  const before = await rows()
  expect(first.status).toBe(201)
  expect(await book(node, { key: 'again' })).toEqual(first)
  expect(await rows()).toEqual(before)
})

test('C4 the order of the fields makes no other request', async () => {
  const fields = {
    email: 'ida@example.org',
    name: 'Ida Holm',
    timezone: 'Europe/Berlin',
    start: '2026-11-23T09:00:00+01:00',
  }
  const answer = await node.app.inject({
    method: 'POST',
    url: '/book/anna-1/book',
    headers: { 'idempotency-key': 'again' },
    payload: fields,
  })
  expect(answer.statusCode).toBe(201)
})

test('C4 the same key with another body is refused', async () => {
  expect(await book(node, { key: 'again', wish: { name: 'Eve' } })).toMatchObject({
    status: 422,
    body: { error: 'idempotency-key-reused', message: 'This Idempotency-Key was used with another body.' },
  })
})

test('C4 a key belongs to one link', async () => {
  expect((await book(node, { key: 'again', slug: 'anna-2', wish: { name: 'Eve' } })).status).toBe(201)
})

test('C4 twins at the same time get the same answer from one booking', async () => {
  const before = await rows()
  const wish = { start: '2026-11-23T11:00:00+01:00' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => book(node, { key: 'twins', wish })))
  expect(answers[0]?.status).toBe(201)
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect((await rows())[0]).toBe((before[0] ?? 0) + 1)
})

test('C4 a lost slot stays lost for its key, with the same alternatives', async () => {
  const first = await book(node, { key: 'lost' })
  expect(first.status).toBe(409)
  await book(node, { key: 'other', wish: { start: '2026-11-23T09:30:00+01:00' } })
  expect(await book(node, { key: 'lost' })).toEqual(first)
  expect((await book(node, { key: 'lost anew' })).text).not.toBe(first.text)
})

test('a request that was put right may come again under its key', async () => {
  const start = '2026-11-24T09:00:00+01:00'
  expect((await book(node, { key: 'right', wish: { start, email: 'ida' } })).status).toBe(400)
  expect((await book(node, { key: 'right', wish: { start } })).status).toBe(201)
})

test('C4 a closed link still answers what it answered before', async () => {
  const start = '2026-11-24T10:00:00+01:00'
  const first = await book(node, { key: 'closing', wish: { start } })
  await setUp(node, { eventTypes: [eventType(1)], links: [link(1, { active: false })] })
  expect(await book(node, { key: 'closing', wish: { start } })).toEqual(first)
  expect((await book(node, { key: 'closed', wish: { start } })).status).toBe(404)
  await setUp(node, { eventTypes: [eventType(1)], links: [link(1)] })
})

test('C4 a key is remembered for 24 hours', async () => {
  const wish = { start: '2026-11-25T09:00:00+01:00' }
  const first = await book(node, { key: 'day', wish })
  node.clock.now = instant(FRIDAY + DAY - 1)
  expect(await book(node, { key: 'day', wish })).toEqual(first)
  node.clock.now = instant(FRIDAY + DAY)
  expect((await book(node, { key: 'day', wish })).status).toBe(409)
  node.clock.now = FRIDAY
})

async function rows(): Promise<number[]> {
  const tables = [booking, idempotency, outboxMessage]
  return Promise.all(tables.map(async (table) => (await store.read.select().from(table)).length))
}

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../../sync-server/create-app.ts'
import { paceNotFound } from '../../../sync-server/safety/pace-not-found.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import { createNode, eventType, FRIDAY, link, type Node, setUp, WISH } from '../booking/booking-world.ts'
import { countQueries } from './count-queries.ts'

let store: PostgresStore
let node: Node
const queries: string[] = []

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(countQueries(store, queries))
  await setUp(node, {
    eventTypes: [eventType(1), eventType(2, { status: 'archived' })],
    links: [
      link(1, { slug: slug('open') }),
      link(2, { slug: slug('archived') }),
      link(3, { slug: slug('closed'), active: false }),
      link(4, { slug: slug('over'), expiresAt: instant(FRIDAY - 1) }),
    ],
  })
})
afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const slots = (at: string) => `/book/${at}/slots?start=2026-11-23&end=2026-11-24&timezone=UTC`
const apiSlots = (at: string) => `/api/v1/public/links/${at}/slots?start=2026-11-23&end=2026-11-24&timezone=UTC`
const ways = {
  'its slots': slots,
  'its page': (at: string) => `/book/${at}/`,
  'the slots of the public calls': apiSlots,
}

test.each(Object.entries(ways))('%s: unknown, closed and run out look alike, in the work done too', async (_, way) => {
  const asked = async (at: string) => {
    queries.length = 0
    const { statusCode: status, body, headers } = await node.app.inject(way(at))
    const once = (text: string) => text.replaceAll(/nonce(?:="|-)[\w+/=]+/g, 'nonce')
    const policy = once(String(headers['content-security-policy']))
    const plain = { ...headers, 'content-security-policy': policy, date: '' }
    return { status, body: once(body), headers: plain, queries: [...queries] }
  }
  const unknown = await asked('nobody')
  expect(unknown.status).toBe(404)
  expect(unknown.queries.length).toBeGreaterThan(0)
  expect(await asked('closed')).toEqual(unknown)
  expect(await asked('over')).toEqual(unknown)
  expect({ ...(await asked('archived')), queries: [] }).toEqual({ ...unknown, queries: [] })
  // An open one does more, and is seen to (mutant).
  expect((await asked('open')).queries.length).toBeGreaterThan(unknown.queries.length)
})

test('booking at one is refused alike', async () => {
  const asked = async (at: string, key: string) => {
    const headers = { 'idempotency-key': key }
    const answer = await node.app.inject({ method: 'POST', url: `/book/${at}/book`, headers, payload: WISH })
    return { status: answer.statusCode, body: answer.json() }
  }
  const unknown = await asked('nobody', 'a')
  expect(unknown).toEqual({ status: 404, body: { error: 'not-found', message: unknown.body.message } })
  expect([await asked('closed', 'b'), await asked('over', 'c')]).toEqual([unknown, unknown])
})

test('whatever it took to find out, the answer leaves at the next stroke', async () => {
  const pauses: number[] = []
  const app = await createApp(pino({ level: 'silent' }))
  paceNotFound(app, async (ms) => void pauses.push(ms))
  app.get('/there', async () => 'yes')
  app.get('/gone', async (_, reply) => reply.code(404).send('no'))
  app.get('/healthz', { config: { unlimited: true } }, async (_, reply) => reply.code(404).send('no'))
  for (const url of ['/there', '/healthz']) await app.inject(url)
  expect(pauses).toEqual([])
  for (const url of ['/gone', '/nowhere']) expect((await app.inject(url)).statusCode).toBe(404)
  expect(pauses.map((ms) => ms > 0 && ms <= 50)).toEqual([true, true])
  await app.close()
})

import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { isoWithOffset } from '../../../src/core/time/wall-clock.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { cancelBooking } from '../../../sync-server/booking/cancel-booking.ts'
import { audit, booking, claim, idempotency } from '../../../sync-server/database/schema.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { freshPglite } from '../../support/pglite.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import {
  book,
  createNode,
  eventType,
  link,
  MONDAY,
  type Node,
  schedule,
  type Sent,
  setUp,
  zone,
} from './booking-world.ts'

/** DAYLOOM_LONG=1: so many as are promised. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const KEYS = LONG ? 1_000 : 25
/** Taken in turn, so that no calendar becomes so full that every question about it takes long. */
const HOSTS = 10
const AT_ONCE = 5
const TIME = { timeout: LONG ? 3_600_000 : 300_000 }

const origin = { ip: '127.0.0.1', agent: undefined }

test('C4 every key has one effect and one answer, on PGlite', TIME, async () => {
  await using stack = new AsyncDisposableStack()
  const store = stack.use(await freshPglite())
  const node = stack.use(await createNode(store))
  expect(await effects(store, [node, node], KEYS)).toEqual(onceEach(KEYS))
})

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  test('C4 every key has one effect and one answer, whichever process is asked', TIME, async () => {
    await using stack = new AsyncDisposableStack()
    const { store, nodes } = await twoNodes(stack)
    expect(await effects(store, nodes, KEYS)).toEqual(onceEach(KEYS))
  })

  test('C4 keys that may be there twice have two effects (mutant)', TIME, async () => {
    await using stack = new AsyncDisposableStack()
    const { store, nodes } = await twoNodes(stack)
    await store.tx((tx) => tx.execute(sql`alter table idempotency drop constraint idempotency_endpoint_link_key_pk`))
    await expect(effects(store, nodes, 5)).rejects.toThrow('to deeply equal')
  })
})

type Nodes = readonly [Node, Node]

/** Each was booked once and cancelled; the keys are those that won and those that lost. */
function onceEach(keys: number): number[] {
  return [keys, 2 * keys, 2 * keys, 0]
}

async function effects(store: PostgresStore, nodes: Nodes, keys: number): Promise<number[]> {
  const wholeDay = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const hosts = Array.from({ length: HOSTS }, (_, n) => n + 1)
  await setUp(nodes[0], {
    members: HOSTS,
    schedules: hosts.map((n) => schedule(n, { weekly: wholeDay })),
    eventTypes: hosts.map((n) => eventType(n, { durations: [5], step: 5 })),
    links: hosts.map((n) => link(n)),
  })
  for (let n = 0; n < keys; n += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, keys - n) }, (_, more) => n + more)
    // Those at work when one has failed go on to their ends: the database is still there for them.
    const ended = await Promise.allSettled(some.map((one) => expectOneEffect(nodes, one)))
    for (const one of ended) if (one.status === 'rejected') throw one.reason
  }
  const counts = [booking, idempotency, audit, claim].map(
    async (table) => (await store.read.select().from(table)).length,
  )
  return Promise.all(counts)
}

/** A slot of its own for every key, and another key that loses it. */
async function expectOneEffect([one, two]: Nodes, n: number): Promise<void> {
  const slug = `anna-${1 + (n % HOSTS)}`
  const wish = { start: isoWithOffset(instant(MONDAY + 5 * Math.floor(n / HOSTS) * MINUTE), zone), name: `Guest ${n}` }
  const [won, twin] = await Promise.all([one, two].map((node) => book(node, { slug, key: `key ${n}`, wish })))
  expect([won?.status, twin?.status]).toEqual([201, 201])
  expect(twin).toEqual(won)
  expect(await book(two, { slug, key: `key ${n}`, wish })).toEqual(won)
  const other = { ...wish, ...OTHERS[n % OTHERS.length] }
  const reused = { status: 422, body: { error: 'idempotency-key-reused' } }
  expect(await book(n % 2 === 0 ? one : two, { slug, key: `key ${n}`, wish: other })).toMatchObject(reused)
  const lost = await book(one, { slug, key: `lost ${n}`, wish: { ...wish, name: 'Eve' } })
  expect(lost.status).toBe(409)
  expect(await book(two, { slug, key: `lost ${n}`, wish: { ...wish, name: 'Eve' } })).toEqual(lost)
  await cancel(one, won)
  // The slot is free again; the answers are what they were.
  expect(await book(two, { slug, key: `lost ${n}`, wish: { ...wish, name: 'Eve' } })).toEqual(lost)
  expect(await book(one, { slug, key: `key ${n}`, wish })).toEqual(won)
}

const OTHERS = [
  { name: 'Eve' },
  { email: 'eve@example.org' },
  { timezone: 'Asia/Kathmandu' },
  { phone: '+49 30 1234567' },
  { start: '2026-12-18T09:00:00+01:00' },
  { more: true },
]

async function cancel({ deps }: Node, won: Sent | undefined): Promise<void> {
  const token = BookingMade.parse(won?.body).manageUrl.split('/').at(-2) ?? ''
  expect((await cancelBooking(deps, { by: { token, origin } })).status).toBe(200)
}

async function twoNodes(stack: AsyncDisposableStack): Promise<{ store: PostgresStore; nodes: Nodes }> {
  const url = await stack.use(await startPostgres()).freshDatabase()
  const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
  const store = await open()
  return { store, nodes: [stack.use(await createNode(store)), stack.use(await createNode(await open()))] }
}

import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { booking, claim } from '../../../sync-server/database/schema.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { freshPglite } from '../../support/pglite.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import type { Node, Sent } from './booking-world.ts'
import { withoutLocks } from './without-locks.ts'
import { book, createNode, putAppointment, setUp } from './booking-world.ts'

const INVITEES = 50

test('C1 of 50 who book one slot at once on PGlite one wins, and 49 are given three others', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  await setUp(node)
  expectOneWinner(await race([node]))
  expect(await taken(store)).toEqual({ bookings: 1, claims: 1, appointments: 1 })
})

test.skipIf(postgresBinaries === undefined)(
  'C1 of 50 who book one slot at once from four processes on PostgreSQL one wins, and 49 are given three others',
  async () => {
    await using postgres = await startPostgres()
    await using nodes = await fourNodes(await postgres.freshDatabase())
    expectOneWinner(await race(nodes.all))
    expect(await taken(nodes.store)).toEqual({ bookings: 1, claims: 1, appointments: 2 })
  },
)

test.skipIf(postgresBinaries === undefined)(
  'C1 the exclusion constraint holds alone where the lock is missing',
  async () => {
    await using postgres = await startPostgres()
    const url = await postgres.freshDatabase()
    await withoutLocks(url)
    await using nodes = await fourNodes(url)
    expectOneWinner(await race(nodes.all))
    expect((await taken(nodes.store)).bookings).toBe(1)
  },
)

test.skipIf(postgresBinaries === undefined)(
  'C1 the check sees it when both the constraint and the lock are missing (mutant)',
  async () => {
    await using postgres = await startPostgres()
    const url = await postgres.freshDatabase()
    await withoutLocks(url)
    await using nodes = await fourNodes(url)
    await nodes.store.tx((tx) => tx.execute(sql`alter table claim drop constraint claim_exclusive`))
    const answers = await race(nodes.all)
    expect(() => expectOneWinner(answers)).toThrow('to deeply equal')
    expect((await taken(nodes.store)).bookings).toBeGreaterThan(1)
  },
)

function expectOneWinner(answers: readonly Sent[]): void {
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
  expect(statuses).toEqual([201, ...Array.from({ length: INVITEES - 1 }, () => 409)])
  const told = answers.filter(({ status }) => status === 409).map(({ body }) => body)
  const lost = { error: 'slot-taken', message: 'This time has just been taken.', alternatives }
  expect(told).toEqual(told.map(() => lost))
}

const alternatives = ['09:30', '10:00', '10:30'].map((start, index, all) => ({
  start: `2026-11-23T${start}:00+01:00`,
  end: `2026-11-23T${all[index + 1] ?? '11:00'}:00+01:00`,
}))

async function race(nodes: readonly Node[]): Promise<Sent[]> {
  return Promise.all(
    Array.from({ length: INVITEES }, async (_, n) => {
      const node = nodes[n % nodes.length]
      if (!node) throw new Error('nobody to ask')
      return book(node, { key: `invitee ${n}`, wish: { email: `invitee${n}@example.org` } })
    }),
  )
}

async function taken(store: PostgresStore) {
  const bookings = (await store.read.select().from(booking)).length
  const claims = (await store.read.select().from(claim)).length
  const appointments = (await store.read.select().from(store.read.tables.appointment)).length
  return { bookings, claims, appointments }
}

async function fourNodes(url: string) {
  const stack = new AsyncDisposableStack()
  const all: Node[] = []
  const stores: PostgresStore[] = []
  for (let n = 0; n < 4; n++) {
    const store = stack.use(await openPostgres({ url, migrations: postgresMigrations }))
    stores.push(store)
    all.push(stack.use(await createNode(store)))
  }
  const [first] = all
  const [store] = stores
  if (!first || !store) throw new Error('no nodes')
  await setUp(first)
  // A document that is there already: the first writes of a new one stand in each other's way by themselves.
  const time = { kind: 'all-day', firstDay: '2026-10-05', lastDay: '2026-10-05' }
  await putAppointment(first, 1, { time })
  return { all, store, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

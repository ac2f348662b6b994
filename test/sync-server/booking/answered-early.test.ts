import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { type BookingDeps, bookSlot } from '../../../sync-server/booking/book-slot.ts'
import type { SlotTurns } from '../../../sync-server/booking/slot-turns.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { idempotency } from '../../../sync-server/database/schema.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { freshPglite } from '../../support/pglite.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { createNode, eventType, type Node, setUp, WISH } from './booking-world.ts'

const texts = await createTexts()
const ORIGIN = { ip: '127.0.0.1', agent: undefined }
const ask = (deps: BookingDeps, key: string, wish: object = {}) =>
  bookSlot(deps, { slug: 'anna-1', body: { ...WISH, ...wish }, key, origin: ORIGIN })
const depsOf = ({ deps }: Node): BookingDeps => ({ ...deps, texts })
/** Everybody goes the whole way. */
const nobodyWaits: SlotTurns = { after: async (_key, _attempt, { work }) => work() }

const guests = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ key: `guest ${n}`, wish: { email: `guest${n}@example.org` } }))

describe('those who come too late, together', () => {
  test('C2 C5 a burst of 300 is one booking, and two transactions for all others', async () => {
    await using stack = new AsyncDisposableStack()
    const store = stack.use(await freshPglite())
    const noted: string[] = []
    const node = stack.use(await createNode(noting(store, noted)))
    await setUp(node)
    noted.length = 0
    const answers = await Promise.all(guests(300).map(({ key, wish }) => ask(depsOf(node), key, wish)))
    expect(Map.groupBy(answers, ({ status }) => status).get(201)?.length).toBe(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(299)
    // At most 200 at once.
    expect(noted).toEqual(['read committed', 'repeatable read', 'repeatable read'])
    expect(await store.read.select().from(idempotency)).toHaveLength(300)
  })

  test('C2 S9 each is told what they would be told alone', async () => {
    await using stack = new AsyncDisposableStack()
    const node = stack.use(await createNode(stack.use(await freshPglite())))
    const limits = [{ of: 'booker', measure: 'count', per: 'day', most: 1 }]
    await setUp(node, { eventTypes: [eventType(1, { limits, durations: [30, 60], guests: 1 })] })
    const deps = depsOf(node)
    // Ida has had her one of Monday, where Uma would be offered more.
    expect((await ask(deps, 'first')).status).toBe(201)
    const wishes = [
      { email: 'IDA@example.org' },
      { email: 'uma@example.org' },
      { email: 'uma@example.org', timezone: 'Asia/Kathmandu' },
      { email: 'uma@example.org', duration: 60 },
      { email: 'uma@example.org', duration: 45 },
      { email: 'uma' },
    ]
    const together = await Promise.all(wishes.map((wish, n) => ask(deps, `together ${n}`, wish)))
    const alone = { ...deps, slotTurns: nobodyWaits }
    const oneByOne = await Promise.all(wishes.map((wish, n) => ask(alone, `alone ${n}`, wish)))
    expect(together.map(({ status }) => status)).toEqual([409, 409, 409, 409, 400, 400])
    expect(together).toEqual(oneByOne)
    expect(new Set(together.map((answer) => JSON.stringify(answer))).size).toBe(6)
  })

  test('C4 in one burst a known key is answered as before, twins alike, and another body is refused', async () => {
    await using stack = new AsyncDisposableStack()
    const node = stack.use(await createNode(stack.use(await freshPglite())))
    await setUp(node)
    const deps = depsOf(node)
    const won = await ask(deps, 'won')
    const lost = await ask(deps, 'lost')
    await ask(deps, 'other', { start: '2026-11-23T09:30:00+01:00' })
    const [again, still, fresh, twin, stranger, reused] = await Promise.all([
      ask(deps, 'won'),
      ask(deps, 'lost'),
      ask(deps, 'fresh'),
      ask(deps, 'fresh'),
      ask(deps, 'fresh', { name: 'Eve' }),
      ask(deps, 'won', { name: 'Eve' }),
    ])
    expect([again, still]).toEqual([won, lost])
    expect(fresh).toMatchObject({ status: 409, code: 'slot-taken' })
    // The one and the other have been asked of different days.
    expect(fresh).not.toEqual(lost)
    expect(twin).toEqual(fresh)
    expect([stranger, reused]).toEqual([{ status: 422 }, { status: 422 }])
  })

  test.skipIf(postgresBinaries === undefined)(
    'C4 bursts with the same keys at two processes are answered alike, each key once',
    async () => {
      await using stack = new AsyncDisposableStack()
      const url = await stack.use(await startPostgres()).freshDatabase()
      const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
      const nodes = [stack.use(await createNode(await open())), stack.use(await createNode(await open()))] as const
      const [one, two] = nodes
      await setUp(one)
      for (const start of ['09:00', '09:30', '10:00', '10:30']) {
        const wish = { start: `2026-11-23T${start}:00+01:00` }
        const burst = (node: Node, order: (keys: string[]) => string[]) =>
          order(KEYS).map(async (key) => [key, await ask(depsOf(node), `${start} ${key}`, wish)] as const)
        const reached = [...burst(one, (keys) => keys), ...burst(two, (keys) => keys.toReversed())]
        const byKey = Map.groupBy(await Promise.all(reached), ([key]) => key)
        const answers = [...byKey.values()].map((both) => both.map(([, answer]) => answer))
        expect(answers.map(([its]) => [its, its])).toEqual(answers)
        expect(answers.filter(([its]) => its?.status === 201)).toHaveLength(1)
        expect(answers.filter(([its]) => its?.status === 409)).toHaveLength(KEYS.length - 1)
      }
      expect(await one.deps.store.read.select().from(idempotency)).toHaveLength(4 * KEYS.length)
    },
  )
})

const KEYS = Array.from({ length: 40 }, (_, n) => `key ${n}`)

/** The same store; each transaction is noted by its isolation. */
function noting(store: PostgresStore, noted: string[]): PostgresStore {
  return {
    ...store,
    tx: async (work, options) => {
      noted.push(options?.isolationLevel ?? 'read committed')
      return store.tx(work, options)
    },
  }
}

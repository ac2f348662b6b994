import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { createNode, type Node } from './booking-world.ts'
import type { Answered } from './race-requests.ts'
import { RACES, runRace, setUpRace } from './racing-pairs.ts'
import { disagreementsIn, rowsById } from './standing-bookings.ts'

/** DAYLOOM_LONG=1: a thousand pairs of each. */
const PAIRS = process.env['DAYLOOM_LONG'] === '1' ? 1_000 : 30
const EACH_MS = 30_000 + PAIRS * 1_000

const AGREED = { claims: [], calendars: [], torn: [] }

for (const [name, race] of Object.entries(RACES)) {
  test.skipIf(postgresBinaries === undefined)(
    `C1 C10 ${PAIRS} pairs of ${name} at once: no time is taken twice, buffers included, and nothing is lost`,
    async () => {
      await using postgres = await startPostgres()
      await using world = await twoNodes(await postgres.freshDatabase())
      const told = await runRace(world.nodes, race, { pairs: PAIRS, from: 0 })
      const ends = new Set(race.ends.map(String))
      expect(told.map(statuses).filter((end) => !ends.has(end))).toEqual([])
      expect(await disagreementsIn(world.store)).toEqual(AGREED)
      expect(await brokenPromises(world.store, told)).toEqual([])
    },
    EACH_MS,
  )
}

test.skipIf(postgresBinaries === undefined)(
  'C1 without the locks of hosts and the constraint the same pairs take time twice (mutant)',
  async () => {
    await using postgres = await startPostgres()
    const url = await postgres.freshDatabase()
    await withoutLocks(url)
    await using world = await twoNodes(url)
    await world.store.tx((tx) => tx.execute(sql`alter table claim drop constraint claim_exclusive`))
    for (const [n, race] of Object.values(RACES).entries()) {
      await runRace(world.nodes, race, { pairs: 12, from: n * 100 })
    }
    const found = await disagreementsIn(world.store)
    expect(found.claims).not.toEqual([])
    expect(found.calendars).not.toEqual([])
  },
  120_000,
)

function statuses([one, two]: readonly [Answered, Answered]): string {
  return String([one.status, two.status])
}

/** Answers that say something was granted which does not stand so. */
async function brokenPromises(store: PostgresStore, told: readonly (readonly Answered[])[]): Promise<Answered[]> {
  const rows = await rowsById(store)
  return told.flat().filter(({ status, booking, stands }) => {
    if (status === 409) return false
    const row = booking && rows.get(booking)
    if (stands === 'cancelled') return row?.status !== 'cancelled'
    const isThere = row?.status === 'confirmed' && row.starts === stands.start
    return !isThere || (stands.host !== undefined && stands.host !== row.host)
  })
}

async function twoNodes(url: string) {
  const stack = new AsyncDisposableStack()
  const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
  const stores = [await open(), await open()] as const
  const nodes: readonly [Node, Node] = [stack.use(await createNode(stores[0])), stack.use(await createNode(stores[1]))]
  await setUpRace(nodes[0])
  return { nodes, store: stores[0], [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

// A function of the same name that does nothing stands before PostgreSQL's own: the code under test is the real one.
async function withoutLocks(url: string): Promise<void> {
  await using store = await openPostgres({ url, migrations: postgresMigrations })
  await store.tx(async (tx) => {
    await tx.execute(sql`create schema mutant`)
    await tx.execute(
      sql`create function mutant.pg_advisory_xact_lock(bigint) returns void language sql as 'select null::void'`,
    )
    const [row] = (await tx.execute(sql`select current_database() as name`)).rows
    const name = String(row?.['name'])
    await tx.execute(sql.raw(`alter database ${name} set search_path = public, mutant, pg_catalog`))
  })
}

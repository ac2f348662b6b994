import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { claim, hold as holds } from '../../../sync-server/database/schema.ts'
import { openDatabase } from '../../../sync-server/database/open-database.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { ownDatabase } from '../safety/own-database.ts'
import { OTHER } from '../safety/other-workspace.ts'
import { book, createNode, FRIDAY, id, type Node, setUp } from './booking-world.ts'
import { at, hold, idOf } from './held-world.ts'

const EARLIER = ids.HoldId.parse('B'.repeat(22))
const engines = { PGlite: true, 'PostgreSQL, with row-level security': postgresBinaries !== undefined }

describe.each(Object.entries(engines))('on %s', (engine, isThere) => {
  let stack: AsyncDisposableStack
  let store: PostgresStore
  let node: Node

  beforeEach(async () => {
    if (!isThere) return
    stack = new AsyncDisposableStack()
    const server = engine === 'PGlite' ? undefined : stack.use(await startPostgres())
    store = await openDatabase(server ? { url: await ownDatabase(await server.freshDatabase()) } : {})
    stack.defer(() => store.close())
    node = stack.use(await createNode(store))
    await setUp(node)
    await holdElsewhere(store)
  })
  afterEach(() => stack?.disposeAsync())

  test.skipIf(!isThere)('C3 a hold in another workspace stands where the new time cannot be had', async () => {
    const before = await held(store)
    await book(node, { key: '1' })
    expect(await hold(node, '09:00', { hold: EARLIER })).toMatchObject({ status: 409, code: 'slot-taken' })
    expect(await hold(node, '03:00', { hold: EARLIER })).toMatchObject({ status: 409, code: 'slot-not-offered' })
    const { claims, rows } = await held(store)
    expect({ rows, claims: claims.filter(({ kind }) => kind === 'hold') }).toEqual(before)
  })

  test.skipIf(!isThere)('C3 a hold in another workspace is given up for one here', async () => {
    const taken = idOf(await hold(node, '10:00', { hold: EARLIER }))
    const { claims, rows } = await held(store)
    expect(rows.map((row) => row.id)).toEqual([taken])
    expect(claims.map((own) => own.hold)).toEqual([taken])
  })
})

async function held({ read }: PostgresStore) {
  return { rows: await read.select().from(holds), claims: await read.select().from(claim) }
}

async function holdElsewhere(store: PostgresStore): Promise<void> {
  const host = id(ids.MemberId, 21)
  const time = { starts: at('10:00'), ends: at('10:30') }
  const until = { createdAt: FRIDAY, expiresAt: instant(FRIDAY + 10 * MINUTE) }
  const of = { workspace: OTHER, ...time, ...until }
  await store.tx(async (tx) => {
    await tx.insert(holds).values({
      ...of,
      id: EARLIER,
      link: id(ids.BookingLinkId, 21),
      eventType: id(ids.EventTypeId, 21),
      hosts: [host],
      address: '203.0.113.1',
      latestAt: instant(FRIDAY + 30 * MINUTE),
    })
    await tx.insert(claim).values({ ...of, id: 'claim elsewhere', host, kind: 'hold', hold: EARLIER })
  })
}

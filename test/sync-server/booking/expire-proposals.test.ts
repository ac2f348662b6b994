import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { HOUR, instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { expireProposals } from '../../../sync-server/booking/expire-proposals.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import { booking } from '../../../sync-server/database/schema.ts'
import type { ServerTransaction } from '../../../sync-server/documents/server-transaction.ts'
import { freshPglite } from '../../support/pglite.ts'
import { at, bookedAt, byMember, stateOf } from './booking-life.ts'
import { createNode, FRIDAY, id, type Node, setUp } from './booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C10 proposals that cannot be ended keep no other from its end, however many and old they are', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:00', { day })
  const expiresAt = instant(FRIDAY + HOUR)
  await proposeTime(node.deps, { by: byMember(made), start: at('11:00', day), reason: 'x', expiresAt })
  const { row } = await stateOf(node, made)
  if (!row) throw new Error('no booking')
  const older = Array.from({ length: 250 }, (_, n) => ({
    ...row,
    id: id(ids.BookingId, 5_000 + n),
    proposalUntil: expiresAt - 1,
  }))
  await store.tx((tx) => tx.insert(booking).values(older))
  const serverTransaction: ServerTransaction = (work) =>
    node.deps.serverTransaction(async (scope) => {
      const done = await work(scope)
      const [own] = await scope.tx.select().from(booking).where(eq(booking.id, made.id))
      if (own?.proposalUntil !== null) throw new Error('nobody knows why')
      return done
    })
  node.clock.now = expiresAt
  expect(await expireProposals({ ...node.deps, serverTransaction })).toBe(1)
  const after = await stateOf(node, made)
  expect([after.row?.proposalUntil, after.claims.length]).toEqual([null, 1])
  expect(node.logged.filter((line) => line.includes('a proposal could not be ended'))).toHaveLength(250)
})

import { expect, test } from 'vitest'
import { chosenMonth } from '../../../sync-server/pages/chosen-month.ts'
import { freshPglite } from '../../support/pglite.ts'
import { createNode, FRIDAY, schedule, setUp, zone } from '../booking/booking-world.ts'
import { countQueries } from '../safety/count-queries.ts'

test('S15 no further month is looked at where nobody waits for the answer any more', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  // Nothing is ever free: the month after is looked at, and so on.
  await setUp(node, { schedules: [schedule(1, { weekly: [] })] })
  const found = await node.deps.bookables.bySlug(store.read, 'anna-1', FRIDAY)
  if (!found) throw new Error('nothing to look at')
  const asked: string[] = []
  const asking = { db: countQueries(store, asked).read, busyBook: node.deps.busyBook }
  const given = new AbortController()
  const look = () => chosenMonth(asking, found.bookable, { step: {}, zone, now: FRIDAY, signal: given.signal })
  expect(await look()).toMatchObject({ selected: undefined })
  const all = asked.splice(0).length
  const looking = look()
  // The first month is being looked at.
  given.abort()
  await expect(looking).rejects.toBe(given.signal.reason)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThan(all)
})

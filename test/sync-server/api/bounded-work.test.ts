import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import { createNode, link, type Node, setUp, zone } from '../booking/booking-world.ts'
import { countQueries } from '../safety/count-queries.ts'
import { call, typeOf } from './api-calls.ts'

const TYPES = 40
let stack: AsyncDisposableStack
let node: Node
let queries: string[]

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  queries = []
  const store = await freshPglite()
  stack.defer(() => store.close())
  node = stack.use(await createNode(countQueries(store, queries)))
  const numbers = Array.from({ length: TYPES }, (_, index) => index + 1)
  await setUp(node, {
    eventTypes: numbers.map((n) => typeOf(n, 1)),
    links: numbers.map((n) => link(n, { slug: slug(`link-${n}`) })),
  })
})
afterEach(() => stack.disposeAsync())

/** How much is asked of the database where the same is asked for again. */
async function again(ask: () => Promise<unknown>): Promise<number> {
  await ask()
  queries.length = 0
  await ask()
  return queries.length
}

test('S15 a page that lists many types costs no more than one that lists a few', async () => {
  const api = async () => {
    const { body } = await call(node, 'GET', '/organizers/member-1')
    expect(JSON.stringify(body).match(/"slug":"type-/g)).toHaveLength(TYPES)
  }
  const page = async () => {
    const answer = await node.app.inject('/member-1/')
    expect(answer.body.match(/href="\/member-1\/type-\d+\/"/g)).toHaveLength(TYPES)
  }
  expect(await again(api)).toBeLessThan(10)
  expect(await again(page)).toBeLessThan(10)
})

test('S15 what stands behind an address is read once, and not each time', async () => {
  const body = { start: '2026-11-23T03:00:00+01:00', timezone: zone }
  const first = await again(() => call(node, 'POST', '/links/link-1/holds', { body }))
  await setUp(node, { members: 2, eventTypes: [], links: [] })
  queries.length = 0
  await call(node, 'POST', '/links/link-1/holds', { body })
  // A document that says what stands there has moved: now it is read anew.
  expect(queries.length).toBeGreaterThan(first)
  expect(await again(() => call(node, 'GET', '/organizers/member-1/type-1'))).toBeLessThan(5)
  expect(await again(() => call(node, 'GET', '/links/link-1'))).toBeLessThan(5)
})

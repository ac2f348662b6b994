import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { cancelBooking } from '../../../sync-server/booking/cancel-booking.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { freshPglite } from '../../support/pglite.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { book, createNode, eventType, id, link, type Node, schedule, setUp, slots, zone } from './booking-world.ts'
import { hold, isoAt } from './held-world.ts'
import { withoutLocks } from './without-locks.ts'

const STARTS = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
const QUERY = { start: '2026-11-23', end: '2026-11-23', timezone: zone }

test('a link that was booked as often as it is good for looks like one that never was; its bookings live on', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  await setUp(node, { links: [link(1, { uses: 2 })] })
  const first = await booked(node, '09:00')
  expect((await slots(node, QUERY)).status).toBe(200)
  await booked(node, '09:30')
  const [usedUp, unknown] = [await slots(node, QUERY), await slots(node, QUERY, 'nobody')]
  expect(usedUp).toEqual(unknown)
  expect(usedUp.status).toBe(404)
  const lost = await book(node, { key: 'third', wish: { start: isoAt('10:00') } })
  expect(lost).toEqual(await book(node, { key: 'third', slug: 'nobody', wish: { start: isoAt('10:00') } }))
  expect(await hold(node, '10:00')).toEqual({ status: 404 })
  const pages = ['/book/anna-1', '/book/nobody'].map((url) => node.app.inject({ url }))
  expect((await Promise.all(pages)).map(({ statusCode }) => statusCode)).toEqual([404, 404])
  // C4: the answer to the request that used it up is what it was.
  expect(await booked(node, '09:00')).toEqual(first)
  expect((await node.app.inject({ url: first.manage })).statusCode).toBe(200)
  // What is cancelled can be booked once more.
  const token = first.manage.split('/')[2] ?? ''
  const origin = { ip: '127.0.0.1', agent: undefined }
  expect((await cancelBooking(node.deps, { by: { token, origin } })).status).toBe(200)
  await booked(node, '10:00')
  expect((await slots(node, QUERY)).status).toBe(404)
})

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  const ONE_WINNER = [201, ...STARTS.slice(1).map(() => 404)]

  test('of many who book different times of a single-use link at once one wins', async () => {
    await using postgres = await startPostgres()
    expect(await race(await postgres.freshDatabase())).toEqual(ONE_WINNER)
  }, 120_000)

  test('without a lock the link is used more often (mutant)', async () => {
    await using postgres = await startPostgres()
    let statuses = ONE_WINNER
    // The two may miss each other on a busy machine, but not every time.
    for (let run = 0; run < 5 && statuses.join() === ONE_WINNER.join(); run++) {
      const url = await postgres.freshDatabase()
      await withoutLocks(url)
      statuses = await race(url)
    }
    expect(statuses).not.toEqual(ONE_WINNER)
  }, 120_000)

  const hours = (start: string, end: string) => ({ weekly: [{ day: 1, ranges: [{ start, end }] }] })
  const hosts = [1, 2].map((n) => ({ member: id(ids.MemberId, n), required: false }))
  const twoHosts = {
    members: 2,
    schedules: [schedule(1, hours('09:00', '10:30')), schedule(2, hours('10:30', '12:00'))],
    eventTypes: [],
    teamTypes: [eventType(1, { category: 'round-robin', hosts })],
    links: [link(1, { uses: 1 })],
  }

  async function race(url: string): Promise<number[]> {
    await using stack = new AsyncDisposableStack()
    const node = async () =>
      stack.use(await createNode(stack.use(await openPostgres({ url, migrations: postgresMigrations }))))
    const nodes = [await node(), await node()] as const
    await setUp(nodes[0], twoHosts)
    // In different calendars: what stands in each other's way in one document would keep them apart as well.
    const answers = await Promise.all(
      STARTS.map((start, n) => book(nodes[n < 3 ? 0 : 1], { key: start, wish: { start: isoAt(start) } })),
    )
    return answers.map(({ status }) => status).toSorted((a, b) => a - b)
  }
})

async function booked(node: Node, start: string): Promise<{ readonly manage: string }> {
  const { status, body } = await book(node, { key: start, wish: { start: isoAt(start) } })
  expect(status).toBe(201)
  const manage = /"manageUrl":"https:\/\/[^/]*(?<path>[^"]*)"/.exec(JSON.stringify(body))?.groups?.['path']
  return { manage: manage ?? '' }
}

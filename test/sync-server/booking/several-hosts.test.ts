import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { claim, outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import { book, createNode, eventType, id, link, putAppointment, setUp, workspace, zone } from './booking-world.ts'

let store: PostgresStore
let node: Node

const team = documentName({ kind: 'team', workspace, team: id(ids.TeamId, 1) })
const [ONE, TWO, THREE] = [1, 2, 3].map((n) => id(ids.MemberId, n))

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 3 })
  const hosts = (required: boolean) => [1, 2, 3].map((n) => ({ member: id(ids.MemberId, n), required }))
  const shared = [
    eventType(11, {
      owner: ONE,
      category: 'collective',
      schedule: id(ids.ScheduleId, 1),
      hosts: hosts(true).slice(0, 2),
    }),
    eventType(12, { owner: ONE, category: 'round-robin', schedule: id(ids.ScheduleId, 1), hosts: hosts(false) }),
  ]
  await node.deps.serverTransaction(({ write }) =>
    write(team, (doc) => {
      for (const one of shared) writeEntity(doc, eventTypeLayout, one)
      for (const n of [11, 12]) writeEntity(doc, bookingLinkLayout, link(n))
    }),
  )
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('S10 a collective booking takes the time of all its hosts, and gives it back', async () => {
  const start = '2026-11-23T09:00:00+01:00'
  const made = BookingMade.parse((await book(node, { key: 'all', slug: 'anna-11', wish: { start } })).body)
  expect(await claimed(made.id)).toEqual([ONE, TWO])
  const { appointment } = store.read.tables
  const rows = await store.read.select().from(appointment).orderBy(appointment.calendar)
  expect(rows.map(({ calendar, bookingId, uid, data }) => ({ calendar, bookingId, uid, hosts: data.hosts }))).toEqual(
    [1, 2].map((n) => ({
      calendar: id(ids.CalendarId, n),
      bookingId: made.id,
      uid: `${made.id}@dayloom`,
      hosts: [ONE, TWO],
    })),
  )
  expect(await store.read.select().from(outboxMessage)).toHaveLength(3)
  // Each of them is taken for others too.
  expect((await book(node, { key: 'alone', wish: { start } })).status).toBe(409)

  await node.app.inject({ method: 'POST', url: new URL(made.manageUrl).pathname })
  expect(await claimed(made.id)).toEqual([])
  const after = await store.read.select().from(appointment)
  expect(after.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  expect((await book(node, { key: 'alone again', wish: { start } })).status).toBe(201)
})

test('S10 a collective slot needs all of them', async () => {
  const start = '2026-11-24T09:00:00+01:00'
  const startsAt = Date.parse(start)
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 60_000, zone }
  await putAppointment(node, 1, { calendar: id(ids.CalendarId, 2), time })
  expect((await book(node, { key: 'busy', slug: 'anna-11', wish: { start } })).status).toBe(409)
})

test('S11 a round robin goes round: who was booked longest ago is next, and who is busy is passed over', async () => {
  const start = '2026-11-25T09:00:00+01:00'
  const startsAt = Date.parse(start)
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 60_000, zone }
  await putAppointment(node, 2, { calendar: id(ids.CalendarId, 2), time })
  const hosts: unknown[] = []
  for (const at of [start, start, start, '2026-11-25T10:00:00+01:00']) {
    const { status, body } = await book(node, { key: `round ${hosts.length}`, slug: 'anna-12', wish: { start: at } })
    hosts.push(status === 201 ? await claimed(BookingMade.parse(body).id) : status)
  }
  expect(hosts).toEqual([[ONE], [THREE], 409, [TWO]])
})

async function claimed(booking: string): Promise<ids.MemberId[]> {
  const rows = await store.read.select().from(claim).orderBy(claim.host)
  return rows.filter((row) => row.booking === booking).map(({ host }) => host)
}

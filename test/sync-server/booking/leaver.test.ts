import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PeopleChange } from '../../../src/core/contract/people-change.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { changePeople } from '../../../sync-server/accounts/change-people.ts'
import { reassignBooking } from '../../../sync-server/booking/reassign-booking.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow } from '../../support/rows.ts'
import { at, bookedAt, byMember, entriesOf, ORIGIN, stateOf } from './booking-life.ts'
import { createNode, eventType, id, link, type Node, setUp, workspace } from './booking-world.ts'

const [anna, bert, olga] = [1, 2, 3].map((n) => id(ids.MemberId, n))
if (!anna || !bert || !olga) throw new Error('three people')

let store: PostgresStore
let node: Node

beforeEach(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 3, eventTypes: [eventType(1)], links: [link(1)] })
  await node.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [memberRow(3, { role: 'owner' })] }),
  )
})
afterEach(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const change = (wish: PeopleChange) => changePeople(node.deps, { workspace, by: olga, change: wish, origin: ORIGIN })

test('Y8 C17 a leaver’s bookings still to come are listed; each goes to whom it is given, though its calendar was passed on', async () => {
  const made = await bookedAt(node, '09:00')
  const [entry] = await entriesOf(node, made.id)
  const ended = await change({ kind: 'end-member', member: anna, successor: bert })
  expect(ended).toMatchObject({
    ok: true,
    value: {
      bookings: [
        { booking: made.id, appointment: entry?.id, startsAt: at('09:00'), endsAt: instant(at('09:00') + 30 * MINUTE) },
      ],
    },
  })
  expect(await reassignBooking(node.deps, { by: byMember(made, olga), to: bert, reason: 'left' })).toMatchObject({
    status: 200,
    hosts: [bert],
  })
  const { claims, row } = await stateOf(node, made)
  expect([row?.host, claims.map(({ host }) => host)]).toEqual([bert, [bert]])
  const standing = (await entriesOf(node, made.id)).filter(({ deletedAt }) => deletedAt === undefined)
  expect(standing.map(({ calendar, hosts }) => [calendar, hosts])).toEqual([[id(ids.CalendarId, 2), [bert]]])
})

test('a leaver’s calendars wait for whoever they are passed to', async () => {
  expect(await change({ kind: 'end-member', member: anna })).toMatchObject({ ok: true, value: { bookings: [] } })
  expect(await change({ kind: 'pass-calendar', calendar: id(ids.CalendarId, 1), to: bert })).toMatchObject({ ok: true })
  const { calendarOwner } = store.read.tables
  const owners = await store.read.select().from(calendarOwner)
  expect(
    owners
      .filter(({ owner }) => owner === bert)
      .map(({ calendar }) => calendar)
      .toSorted(),
  ).toEqual([id(ids.CalendarId, 1), id(ids.CalendarId, 2)])
})

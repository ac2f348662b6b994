import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HistoryEntry } from '../../../src/core/contract/hosted-bookings.ts'
import type { serverContract } from '../../../src/core/contract/server.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { hostedCalls } from '../../../sync-server/booking/hosted-calls.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow } from '../../support/rows.ts'
import { startServer } from '../started-server.ts'
import { at, bookedAt, ORIGIN } from './booking-life.ts'
import { createNode, FRIDAY, id, type Node, setUp, workspace } from './booking-world.ts'

let store: PostgresStore
let node: Node
let calls: ReturnType<typeof hostedCalls>

const [ANNA, OWNER, READER, WRITER, STRANGER] = [1, 2, 3, 4, 5]
const as = (n: number) => ({ workspace, by: id(ids.MemberId, n), origin: ORIGIN })

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 5 })
  const shares = [
    { calendar: id(ids.CalendarId, 1), member: id(ids.MemberId, READER), permission: 'read' },
    { calendar: id(ids.CalendarId, 1), member: id(ids.MemberId, WRITER), permission: 'write' },
  ] as const
  await node.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [memberRow(OWNER, { role: 'owner' })], shares }),
  )
  calls = hostedCalls(node.deps)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('hosts, who leads, and who may write in the calendar do something with a booking; readers see it, others do not', async () => {
  const { id: booking } = await bookedAt(node, '09:00')
  const move = (n: number, clock: string) =>
    calls.reschedule(as(n), { booking, startsAt: at(clock), reason: 'ill', anyway: false })
  expect(await move(READER, '09:30')).toEqual({ ok: false, reason: 'forbidden', details: {} })
  expect(await move(STRANGER, '09:30')).toEqual({ ok: false, reason: 'not-found', details: {} })
  for (const [n, clock] of [
    [ANNA, '09:30'],
    [OWNER, '10:00'],
    [WRITER, '10:30'],
  ] as const) {
    const hosts = [id(ids.MemberId, ANNA)]
    const value = { booking, startsAt: at(clock), endsAt: instant(at(clock) + 30 * MINUTE), hosts }
    expect(await move(n, clock)).toEqual({ ok: true, value })
  }
  const readers = await Promise.all([ANNA, OWNER, READER, WRITER, STRANGER].map((n) => calls.history(as(n), booking)))
  expect(readers.map((history) => (history.ok ? history.value.length : history.reason))).toEqual([
    4,
    4,
    4,
    4,
    'not-found',
  ])
})

test('the history of a booking names who did what, when, and what it was before; where from is told to who leads', async () => {
  const { id: booking, attendee } = await bookedAt(node, '09:00', { day: '2026-11-24' })
  node.clock.now = instant(FRIDAY + MINUTE)
  const startsAt = at('10:00', '2026-11-24')
  await calls.reschedule(as(WRITER), { booking, startsAt, reason: 'ill', anyway: false })
  await calls.cancel(as(OWNER), { booking, reason: 'very ill' })
  node.clock.now = FRIDAY
  const history = await calls.history(as(OWNER), booking)
  expect(attendee).toBeDefined()
  const hosts = [id(ids.MemberId, ANNA)]
  const [starts, ends] = [at('09:00', '2026-11-24'), at('09:30', '2026-11-24')]
  const known = history.ok ? history.value.map(toldOf) : []
  expect(known).toEqual([
    {
      at: FRIDAY,
      action: 'booking.made',
      by: { kind: 'invitee', name: 'Ida Holm' },
      old: {},
      new: { starts, ends, hosts, choices: [] },
      ip: '127.0.0.1',
    },
    {
      at: FRIDAY + MINUTE,
      action: 'booking.rescheduled',
      by: { kind: 'member', name: 'Member 4' },
      old: { starts, ends, hosts },
      new: { starts: startsAt, ends: startsAt + 30 * MINUTE, hosts, reason: 'ill' },
      ip: ORIGIN.ip,
    },
    {
      at: FRIDAY + MINUTE,
      action: 'booking.cancelled',
      by: { kind: 'member', name: 'Member 2' },
      old: { status: 'confirmed' },
      new: { status: 'cancelled', reason: 'very ill' },
      ip: ORIGIN.ip,
    },
  ])
  const seen = await calls.history(as(ANNA), booking)
  expect(seen.ok && seen.value.every(({ origin }) => origin === undefined)).toBe(true)
})

test('C10 a host is told which times can be had instead of one that is taken', async () => {
  const { id: booking } = await bookedAt(node, '09:00', { day: '2026-11-25' })
  await bookedAt(node, '10:00', { day: '2026-11-25' })
  const startsAt = at('10:00', '2026-11-25')
  expect(await calls.propose(as(ANNA), { booking, startsAt, reason: 'x', anyway: false })).toEqual({
    ok: false,
    reason: 'slot-taken',
    details: {
      code: 'slot-taken',
      alternatives: ['10:30', '11:00', '11:30'].map((clock) => at(clock, '2026-11-25')),
    },
  })
})

test('who has not signed in asks nothing of bookings', async () => {
  await using server = await startServer()
  const link = new RPCLink({ url: `${server.url}/api/v1/rpc` })
  const client: ContractRouterClient<typeof serverContract> = createORPCClient(link)
  const asked = client.bookings.history({ booking: id(ids.BookingId, 1) })
  const error: unknown = await asked.catch((reason: unknown) => reason)
  expect(error instanceof ORPCError && error.code).toBe('UNAUTHORIZED')
})

function toldOf({ at: when, action, by, old, new: next, origin }: HistoryEntry) {
  return { at: when, action, by, old, new: next, ip: origin?.ip }
}

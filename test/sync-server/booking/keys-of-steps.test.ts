import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { reassignBooking } from '../../../sync-server/booking/reassign-booking.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow } from '../../support/rows.ts'
import { at, bookedAt, byMember, byToken, stateOf } from './booking-life.ts'
import { createNode, eventType, id, link, type Node, putAppointment, setUp, workspace, zone } from './booking-world.ts'

const [ANNA, BERT, OWNER] = [1, 2, 3].map((n) => id(ids.MemberId, n))
let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 3, teamTypes: [eventType(1)], eventTypes: [], links: [link(1)] })
  await node.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [memberRow(3, { role: 'owner' })] }),
  )
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const REUSED = { status: 422, code: 'idempotency-key-reused' }

function busy(n: number, clock: string, day: string) {
  const time = { kind: 'timed', startsAt: at(clock, day), endsAt: at('12:00', day), zone }
  return putAppointment(node, 60 + n, { calendar: id(ids.CalendarId, n), time })
}

test('C4 a key that came without `anyway` does not come again with it', async () => {
  const made = await bookedAt(node, '09:00')
  await busy(1, '11:00', '2026-11-23')
  const wish = { by: byMember(made), start: at('11:00'), reason: 'ill', key: 'one' }
  expect(await rescheduleBooking(node.deps, wish)).toMatchObject({ status: 409 })
  expect(await rescheduleBooking(node.deps, wish)).toMatchObject({ status: 409 })
  expect(await rescheduleBooking(node.deps, { ...wish, anyway: true })).toEqual(REUSED)
  expect(await rescheduleBooking(node.deps, { ...wish, anyway: true, key: 'two' })).toMatchObject({ status: 200 })
})

test('C4 nor where a colleague is to have the booking', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:00', { day })
  await busy(2, '09:00', day)
  const wish = { by: byMember(made), to: id(ids.MemberId, 2), reason: 'ill', key: 'one' }
  expect(await reassignBooking(node.deps, wish)).toMatchObject({ status: 409 })
  expect(await reassignBooking(node.deps, { ...wish, anyway: true })).toEqual(REUSED)
  const given = { ...wish, anyway: true, key: 'two' }
  const first = await reassignBooking(node.deps, given)
  expect(first).toMatchObject({ status: 200, hosts: [BERT] })
  // Whoever has given it away may ask again what became of it.
  expect(await reassignBooking(node.deps, given)).toEqual(first)
})

test('C4 a key is of whoever it came from: what others were answered is told to nobody', async () => {
  const day = '2026-11-25'
  const made = await bookedAt(node, '09:00', { day })
  const move = (by: Parameters<typeof rescheduleBooking>[1]['by'], clock: string) =>
    rescheduleBooking(node.deps, { by, start: at(clock, day), reason: 'ill', key: 'one' })
  const first = await move(byMember(made, ANNA), '09:30')
  expect(first).toMatchObject({ status: 200 })
  expect(await move(byMember(made, ANNA), '09:30')).toEqual(first)
  expect(await move(byMember(made, BERT), '09:30')).toEqual({ status: 404, code: 'not-found' })
  expect(await move(byMember(made, BERT), '10:00')).toEqual({ status: 404, code: 'not-found' })
  // Of those who may, each has keys of their own.
  expect(await move(byMember(made, OWNER), '10:00')).toMatchObject({ status: 200, start: at('10:00', day) })
  expect(await move(byToken(made), '10:30')).toEqual({ status: 404, code: 'not-found' })
  expect((await stateOf(node, made)).row).toMatchObject({ starts: at('10:00', day), generation: 2 })
})

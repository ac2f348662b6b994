import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { cancelBooking } from '../../../sync-server/booking/cancel-booking.ts'
import { markBooking } from '../../../sync-server/booking/mark-booking.ts'
import { reassignBooking } from '../../../sync-server/booking/reassign-booking.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import { at, bookedAt, byMember, byToken, entriesOf, mailsOf, stateOf, tokenOf } from './booking-life.ts'
import { createNode, eventType, FRIDAY, id, link, type Node, putAppointment, setUp, zone } from './booking-world.ts'

let store: PostgresStore
let node: Node
const anna = id(ids.MemberId, 1)
const bert = id(ids.MemberId, 2)
const carl = id(ids.MemberId, 3)

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const team = (n: number, category: string, hosts: object[]) =>
    eventType(n, { owner: anna, schedule: id(ids.ScheduleId, 1), category, hosts })
  await setUp(node, {
    members: 3,
    teamTypes: [
      team(1, 'collective', [
        { member: anna, required: true },
        { member: bert, required: true },
      ]),
      team(2, 'round-robin', [
        { member: anna, required: false },
        { member: bert, required: false },
      ]),
      team(3, 'one-on-one', [{ member: anna, required: true }]),
    ],
    eventTypes: [],
    links: [link(1), link(2, { slug: slug('round') }), link(3, { slug: slug('single') })],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('S10 C10 a collective moves with all its hosts or not at all', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:00', { day })
  await putAppointment(node, 50, {
    calendar: id(ids.CalendarId, 2),
    time: { kind: 'timed', startsAt: at('10:00', day), endsAt: at('10:30', day), zone },
  })
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00', day) })).toMatchObject({
    status: 409,
    code: 'slot-taken',
  })
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:30', day) })).toMatchObject({
    status: 200,
    hosts: [anna, bert],
  })
  const entries = await entriesOf(node, made.id)
  expect(entries.map(({ calendar, sequence, time, uid }) => ({ calendar, sequence, time, uid }))).toEqual(
    [1, 2].map((n) => ({
      calendar: id(ids.CalendarId, n),
      sequence: 1,
      time: { kind: 'timed', startsAt: at('10:30', day), endsAt: at('11:00', day), zone },
      uid: `${made.id}@dayloom`,
    })),
  )
  expect((await stateOf(node, made)).claims.map(({ host }) => host)).toEqual([anna, bert])
})

test('S11 C10 a round robin keeps its host where they are free, else chooses anew and says why', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:00', { day, slug: 'round' })
  const first = (await stateOf(node, made)).row?.host
  const [own, other] = first === anna ? [1, 2] : [2, 1]
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('09:30', day) })).toMatchObject({
    status: 200,
    hosts: [first],
  })
  expect((await stateOf(node, made)).audit.at(-1)?.new).not.toHaveProperty('choices')
  await putAppointment(node, 51, {
    calendar: id(ids.CalendarId, own),
    time: { kind: 'timed', startsAt: at('11:00', day), endsAt: at('12:00', day), zone },
  })
  const heir = id(ids.MemberId, other)
  const by = byToken({ token: tokenOf(node, made, 1) })
  expect(await rescheduleBooking(node.deps, { by, start: at('11:00', day) })).toMatchObject({
    status: 200,
    hosts: [heir],
  })
  const { row, claims, audit } = await stateOf(node, made)
  expect(row).toMatchObject({ host: heir, hosts: [heir], starts: at('11:00', day) })
  expect(claims).toEqual([{ host: heir, kind: 'booking', starts: at('11:00', day), ends: at('11:30', day) }])
  expect(audit.at(-1)).toMatchObject({
    action: 'booking.rescheduled',
    old: { hosts: [first] },
    new: { hosts: [heir], choices: [{ member: heir, choice: { member: heir } }] },
  })
  const standing = (await entriesOf(node, made.id)).filter(({ deletedAt }) => deletedAt === undefined)
  expect(standing).toMatchObject([
    { calendar: id(ids.CalendarId, other), hosts: [heir], sequence: 2, uid: `${made.id}@dayloom` },
  ])
  expect((await mailsOf(node, made)).slice(-3).toSorted()).toEqual(
    ['2.rescheduled.invitee', `2.confirmed.${heir}`, `2.cancelled.${first}`].toSorted(),
  )
})

test('a host gives a booking to a colleague who is free; it keeps its time, its link and its name', async () => {
  const day = '2026-11-25'
  const made = await bookedAt(node, '09:00', { day, slug: 'single' })
  await putAppointment(node, 52, {
    calendar: id(ids.CalendarId, 3),
    time: { kind: 'timed', startsAt: at('09:00', day), endsAt: at('09:30', day), zone },
  })
  const wish = { by: byMember(made), reason: 'ill' }
  expect(await reassignBooking(node.deps, { ...wish, to: carl })).toMatchObject({
    status: 409,
    code: 'slot-taken',
  })
  expect(await reassignBooking(node.deps, { ...wish, to: id(ids.MemberId, 9) })).toEqual({
    status: 400,
    code: 'invalid-request',
    fields: { host: 'unknown' },
  })
  expect(await reassignBooking(node.deps, { ...wish, to: bert })).toMatchObject({
    status: 200,
    hosts: [bert],
    generation: 0,
  })
  const { row, claims, audit } = await stateOf(node, made)
  expect(row).toMatchObject({ host: bert, hosts: [bert] })
  expect(claims).toMatchObject([{ host: bert, starts: at('09:00', day) }])
  expect(audit.at(-1)).toMatchObject({
    action: 'booking.reassigned',
    old: { hosts: [anna] },
    new: { hosts: [bert], reason: 'ill' },
  })
  // Whoever has it in place of a host is asked for their own time.
  await bookedAt(node, '09:00', { day, slug: 'single' })
  await bookedAt(node, '10:00', { day, slug: 'single' })
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00', day) })).toMatchObject({
    status: 200,
    hosts: [bert],
  })
  const by = byToken({ token: tokenOf(node, made, 1) })
  expect(await cancelBooking(node.deps, { by })).toMatchObject({ status: 200 })
  const entries = await entriesOf(node, made.id)
  expect(entries.map(({ calendar, status, deletedAt }) => [calendar, status, deletedAt !== undefined])).toEqual([
    [id(ids.CalendarId, 1), 'confirmed', true],
    [id(ids.CalendarId, 2), 'cancelled', false],
  ])
})

test('C9 C4 a cancellation with a key is one, and frees the time of every host', async () => {
  const day = '2026-11-26'
  const made = await bookedAt(node, '09:00', { day })
  const wish = { by: byToken(made), reason: 'a cold', key: 'cancel' }
  const first = await cancelBooking(node.deps, wish)
  expect([first, await cancelBooking(node.deps, wish)]).toEqual([first, first])
  expect(await cancelBooking(node.deps, { ...wish, reason: 'other' })).toEqual({
    status: 422,
    code: 'idempotency-key-reused',
  })
  const { row, claims, audit } = await stateOf(node, made)
  expect([row?.status, claims, audit.length]).toEqual(['cancelled', [], 2])
  expect((await entriesOf(node, made.id)).map(({ status, sequence }) => [status, sequence])).toEqual([
    ['cancelled', 1],
    ['cancelled', 1],
  ])
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00', day) })).toEqual({
    status: 422,
    code: 'already-over',
  })
  await bookedAt(node, '09:00', { day })
})

test('who has come is checked in; done and not come only once it has begun, and nothing after an end', async () => {
  const day = '2026-11-27'
  const made = await bookedAt(node, '09:00', { day })
  const mark = (what: 'checked-in' | 'no-show' | 'completed') =>
    markBooking(node.deps, { by: byMember(made), mark: what })
  expect(await mark('completed')).toEqual({ status: 422, code: 'too-early' })
  expect(await mark('checked-in')).toMatchObject({ status: 200 })
  node.clock.now = instant(at('09:00', day) + MINUTE)
  expect(await mark('completed')).toMatchObject({ status: 200 })
  expect(await mark('completed')).toMatchObject({ status: 200 })
  expect(await mark('no-show')).toEqual({ status: 422, code: 'already-over' })
  const entries = await entriesOf(node, made.id)
  expect(entries.map(({ status, checkIn }) => ({ status, checkIn }))).toEqual(
    entries.map(() => ({ status: 'completed', checkIn: { at: FRIDAY, by: anna } })),
  )
  const { row, audit } = await stateOf(node, made)
  expect(row?.status).toBe('completed')
  expect(audit.map(({ action }) => action)).toEqual(['booking.made', 'booking.checked-in', 'booking.completed'])
  node.clock.now = FRIDAY
})

test('S6 who has not come takes nobody’s time any more', async () => {
  const day = '2026-11-30'
  const made = await bookedAt(node, '09:00', { day })
  node.clock.now = instant(at('09:00', day) + MINUTE)
  expect(await markBooking(node.deps, { by: byMember(made), mark: 'no-show' })).toMatchObject({ status: 200 })
  const { row, claims } = await stateOf(node, made)
  expect([row?.status, claims]).toEqual(['no-show', []])
  node.clock.now = FRIDAY
})

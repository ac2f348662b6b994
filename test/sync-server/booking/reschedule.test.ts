import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { DAY, HOUR, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import { at, bookedAt, byMember, byToken, entriesOf, mailsOf, ORIGIN, stateOf, tokenOf } from './booking-life.ts'
import { createNode, eventType, FRIDAY, id, link, type Node, putAppointment, setUp, zone } from './booking-world.ts'

let store: PostgresStore
let node: Node
const anna = id(ids.MemberId, 1)
const strict = { allowed: true, until: 24 * 60, reason: 'required' }
const FREELY = { allowed: true, until: 0, reason: 'optional' }

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const buffered = eventType(1, { buffers: { before: 0, after: 30 }, durations: [30, 60] })
  const host = [{ member: anna, required: true }]
  const types = [
    buffered,
    eventType(2, { owner: anna, hosts: host, policies: { cancel: strict, reschedule: strict } }),
    eventType(3, { owner: anna, hosts: host, policies: { cancel: FREELY, reschedule: { ...FREELY, allowed: false } } }),
  ]
  const links = [link(1), link(2, { slug: slug('strict') }), link(3, { slug: slug('never') })]
  await setUp(node, { members: 2, eventTypes: types, links })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C10 T3 a reschedule takes the new time and frees the old, everywhere at once', async () => {
  const made = await bookedAt(node, '09:00')
  node.clock.now = instant(FRIDAY + MINUTE)
  const outcome = await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:30'), reason: ' a cold ' })
  expect(outcome).toEqual({
    status: 200,
    booking: made.id,
    attendee: made.attendee,
    generation: 1,
    start: at('10:30'),
    end: at('11:00'),
    zone,
    hosts: [anna],
  })
  const [own, ...others] = await entriesOf(node, made.id)
  expect(others).toEqual([])
  expect(own).toMatchObject({
    uid: `${made.id}@dayloom`,
    sequence: 1,
    time: { kind: 'timed', startsAt: at('10:30'), endsAt: at('11:00'), zone },
    promised: { start: '2026-11-23T10:30:00', zone, tz: process.versions.tz },
    earlierTimes: [
      {
        time: { kind: 'timed', startsAt: at('09:00'), endsAt: at('09:30'), zone },
        by: made.attendee,
        at: FRIDAY + MINUTE,
        reason: 'a cold',
      },
    ],
  })
  const { row, claims, audit } = await stateOf(node, made)
  expect(row).toMatchObject({ starts: at('10:30'), ends: at('11:00'), generation: 1, status: 'confirmed' })
  expect(claims).toEqual([{ host: anna, kind: 'booking', starts: at('10:30'), ends: at('11:30') }])
  expect(audit.at(-1)).toMatchObject({
    action: 'booking.rescheduled',
    actorKind: 'invitee',
    actor: made.attendee,
    old: { starts: at('09:00'), ends: at('09:30'), hosts: [anna] },
    new: { starts: at('10:30'), ends: at('11:00'), hosts: [anna], reason: 'a cold' },
    ip: ORIGIN.ip,
    agent: ORIGIN.agent,
  })
  expect(await mailsOf(node, made)).toEqual([
    '0.confirmed.invitee',
    `0.confirmed.${anna}`,
    '1.rescheduled.invitee',
    `1.rescheduled.${anna}`,
  ])
  await bookedAt(node, '09:00')
})

test('C10 where the new time is taken the old one stands, with three others to choose from', async () => {
  const day = '2026-11-24'
  const mine = await bookedAt(node, '09:00', { day })
  await bookedAt(node, '10:30', { day })
  const before = [await entriesOf(node, mine.id), await stateOf(node, mine)]
  const outcome = await rescheduleBooking(node.deps, { by: byToken(mine), start: at('10:30', day) })
  expect(outcome).toEqual({
    status: 409,
    code: 'slot-taken',
    alternatives: [at('11:30', day), at('09:00', '2026-11-25'), at('09:30', '2026-11-25')],
    duration: 30 * MINUTE,
    zone,
  })
  expect([await entriesOf(node, mine.id), await stateOf(node, mine)]).toEqual(before)
})

test('C10 a booking stands not in its own way: it may move by less than its length, and grow', async () => {
  const day = '2026-11-25'
  const made = await bookedAt(node, '09:00', { day })
  const longer = await rescheduleBooking(node.deps, { by: byToken(made), start: at('09:30', day), duration: 60 })
  expect(longer).toMatchObject({ status: 200, start: at('09:30', day), end: at('10:30', day) })
  const by = byToken({ token: tokenOf(node, made, 1) })
  expect(await rescheduleBooking(node.deps, { by, start: at('09:00', day) })).toMatchObject({
    status: 200,
    end: at('10:00', day),
    generation: 2,
  })
  const unknown = await rescheduleBooking(node.deps, {
    by: byMember(made),
    start: at('09:00', day),
    duration: 45,
    reason: 'x',
  })
  expect(unknown).toEqual({ status: 400, code: 'invalid-request', fields: { duration: 'unknown' } })
})

test('C14 the tokens given out before end with a reschedule', async () => {
  const made = await bookedAt(node, '09:00', { day: '2026-11-26' })
  await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00', '2026-11-26') })
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('11:00', '2026-11-26') })).toEqual({
    status: 404,
    code: 'not-found',
  })
  const by = byToken({ token: tokenOf(node, made, 1) })
  const again = await rescheduleBooking(node.deps, { by, start: at('11:00', '2026-11-26') })
  expect(again).toMatchObject({ status: 200, generation: 2 })
})

test('C4 the same key moves once and has the same answer, though its token has ended; with another body it is refused', async () => {
  const day = '2026-11-27'
  const made = await bookedAt(node, '09:00', { day })
  const wish = { by: byToken(made), start: at('10:00', day), key: 'once' }
  const [first, ...more] = [
    await rescheduleBooking(node.deps, wish),
    await rescheduleBooking(node.deps, wish),
    await rescheduleBooking(node.deps, wish),
  ]
  expect(first).toMatchObject({ status: 200, generation: 1 })
  expect(more).toEqual([first, first])
  expect(await rescheduleBooking(node.deps, { ...wish, start: at('11:00', day) })).toEqual({
    status: 422,
    code: 'idempotency-key-reused',
  })
  expect(await rescheduleBooking(node.deps, { ...wish, key: 'another' })).toEqual({ status: 404, code: 'not-found' })
  expect((await entriesOf(node, made.id))[0]?.sequence).toBe(1)
})

test('C11 an invitee moves within the policy of the type and says why; a host always can', async () => {
  const day = '2026-11-30'
  const made = await bookedAt(node, '09:00', { day, slug: 'strict' })
  const to = { start: at('10:00', day) }
  expect(await rescheduleBooking(node.deps, { by: byToken(made), ...to, reason: ' ' })).toEqual({
    status: 400,
    code: 'invalid-request',
    fields: { reason: 'missing' },
  })
  node.clock.now = instant(at('09:00', day) - DAY + 1)
  expect(await rescheduleBooking(node.deps, { by: byToken(made), ...to, reason: 'x' })).toEqual({
    status: 422,
    code: 'too-late',
  })
  expect(await rescheduleBooking(node.deps, { by: byMember(made), ...to })).toEqual({
    status: 400,
    code: 'invalid-request',
    fields: { reason: 'missing' },
  })
  expect(await rescheduleBooking(node.deps, { by: byMember(made), ...to, reason: 'ill' })).toMatchObject({
    status: 200,
  })
  node.clock.now = FRIDAY
  const never = await bookedAt(node, '11:00', { day, slug: 'never' })
  expect(await rescheduleBooking(node.deps, { by: byToken(never), start: at('11:30', day) })).toEqual({
    status: 422,
    code: 'not-allowed',
  })
})

test('U2 what a host does is told after ten seconds, and not at all where it was taken back', async () => {
  const day = '2026-12-01'
  const made = await bookedAt(node, '09:00', { day })
  await rescheduleBooking(node.deps, { by: byMember(made), start: at('10:00', day), reason: 'ill' })
  expect((await mailsOf(node, made)).slice(2)).toEqual(['1.rescheduled.invitee', `1.rescheduled.${anna}`])
  await rescheduleBooking(node.deps, { by: byMember(made), start: at('09:00', day), reason: 'well' })
  expect((await mailsOf(node, made)).slice(2)).toEqual([])
})

test('C18 a host may take a time that is not offered, over plain appointments, and never over a booking', async () => {
  const day = '2026-12-02'
  const made = await bookedAt(node, '09:00', { day })
  await bookedAt(node, '11:00', { day })
  const time = { kind: 'timed', startsAt: at('15:00', day), endsAt: at('16:00', day), zone }
  await putAppointment(node, 90, { time })
  const wish = { by: byMember(made), reason: 'x' }
  const late = { ...wish, start: at('15:10', day) }
  expect(await rescheduleBooking(node.deps, late)).toMatchObject({ status: 409, code: 'slot-not-offered' })
  expect(await rescheduleBooking(node.deps, { ...late, anyway: true })).toMatchObject({ status: 200 })
  const over = { ...wish, start: at('10:45', day), anyway: true }
  expect(await rescheduleBooking(node.deps, over)).toMatchObject({ status: 409, code: 'slot-taken' })
  const stranger = { ...wish, by: byMember(made, id(ids.MemberId, 2)), start: at('10:00', day) }
  expect(await rescheduleBooking(node.deps, stranger)).toEqual({ status: 404, code: 'not-found' })
})

test('what has ended is not moved, and after the event its token is no more', async () => {
  const day = '2026-12-03'
  const made = await bookedAt(node, '09:00', { day })
  node.clock.now = instant(at('09:00', day) + HOUR)
  expect(await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00', day) })).toEqual({
    status: 410,
    code: 'expired',
  })
  node.clock.now = FRIDAY
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { releaseHold } from '../../../sync-server/booking/release-hold.ts'
import { renewHold } from '../../../sync-server/booking/renew-hold.ts'
import { claim, hold as holds } from '../../../sync-server/database/schema.ts'
import { forgetOld } from '../../../sync-server/outbox/forget-old.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, eventType, FRIDAY, id, link, type Node, setUp, zone } from './booking-world.ts'
import { at, hold, idOf, isoAt, listed } from './held-world.ts'

const ALL = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
const but = (...gone: string[]) => ALL.filter((start) => !gone.includes(start))
const later = (minutes: number): Instant => instant(FRIDAY + minutes * MINUTE)
const UNKNOWN = 'A'.repeat(22)

let store: PostgresStore
let node: Node

beforeEach(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 2 })
})

afterEach(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C3 a hold hides its time from others for ten minutes, and not from whoever has it', async () => {
  const taken = await hold(node, '10:00')
  const id = idOf(taken)
  expect(taken).toEqual({ status: 201, id, start: at('10:00'), end: at('10:30'), expiresAt: later(10) })
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(await listed(node)).toEqual(but('10:00'))
  expect(await listed(node, { hold: UNKNOWN })).toEqual(but('10:00'))
  expect(await listed(node, { hold: 'whatever' })).toEqual(but('10:00'))
  expect(await listed(node, { hold: id })).toEqual(ALL)
  node.clock.now = instant(later(10) - 1)
  expect(await listed(node)).toEqual(but('10:00'))
  node.clock.now = later(10)
  expect(await listed(node)).toEqual(ALL)
})

test('C3 who holds a time wins it; others are given three that are free, and theirs is not among them', async () => {
  const id = idOf(await hold(node, '10:00'))
  const wish = { start: isoAt('10:00') }
  const lost = await book(node, { key: 'other', wish })
  expect(lost).toMatchObject({ status: 409, body: { error: 'slot-taken' } })
  expect(JSON.stringify(lost.body).match(/T\d\d:\d\d(?=:00\+01:00","end)/g)).toEqual(['T10:30', 'T11:00', 'T11:30'])
  expect(await hold(node, '10:00')).toMatchObject({
    status: 409,
    code: 'slot-taken',
    alternatives: ['10:30', '11:00', '11:30'].map(at),
    duration: 30 * MINUTE,
    zone,
  })
  expect((await book(node, { key: 'own', wish: { ...wish, hold: id } })).status).toBe(201)
  // Its claims became the booking's.
  expect((await store.read.select().from(claim)).map(({ kind, hold: of }) => ({ kind, of }))).toEqual([
    { kind: 'booking', of: null },
  ])
  expect(await store.read.select().from(holds)).toEqual([])
  expect(await listed(node, { hold: id })).toEqual(but('10:00'))
})

test('C3 an expired hold books its time if it is still free, and keeps nobody away', async () => {
  const [left, lost] = [idOf(await hold(node, '10:00')), idOf(await hold(node, '11:00'))]
  node.clock.now = later(10)
  expect((await book(node, { key: '1', wish: { start: isoAt('11:00') } })).status).toBe(201)
  expect((await book(node, { key: '2', wish: { start: isoAt('11:00'), hold: lost } })).status).toBe(409)
  expect((await book(node, { key: '3', wish: { start: isoAt('10:00'), hold: left } })).status).toBe(201)
})

test('C3 a hold is good for any time, and books the other one as anybody would', async () => {
  const id = idOf(await hold(node, '10:00'))
  expect((await book(node, { key: '1', wish: { start: isoAt('09:00'), hold: id } })).status).toBe(201)
  // What they held is free.
  expect(await listed(node)).toEqual(but('09:00'))
})

test('C3 a hold stands where the booking of another time is lost', async () => {
  await book(node, { key: '1' })
  const id = idOf(await hold(node, '10:00'))
  expect((await book(node, { key: '2', wish: { hold: id } })).status).toBe(409)
  expect(await listed(node)).toEqual(but('09:00', '10:00'))
})

describe('renewing', () => {
  test('C3 activity keeps a hold for ten minutes more, and thirty in all', async () => {
    const { id, address } = { id: idOf(await hold(node, '10:00', { address: 'me' })), address: 'me' }
    const held = (until: number) => ({ id, start: at('10:00'), end: at('10:30'), expiresAt: later(until) })
    for (const [minute, until] of [
      [9, 19],
      [18, 28],
      [27, 30],
      [29, 30],
    ] as const) {
      node.clock.now = later(minute)
      expect(await hold(node, '10:00', { address, hold: id })).toEqual({ status: 201, ...held(until) })
      expect(await renewHold(node.deps, id)).toEqual({ status: 200, ...held(until) })
    }
    node.clock.now = later(30)
    expect(await renewHold(node.deps, id)).toEqual({ status: 404 })
    expect(await listed(node)).toEqual(ALL)
    // It was theirs for as long as it may be.
    expect(await hold(node, '10:00', { address, hold: id })).toEqual({
      status: 429,
      code: 'too-many-holds',
      retryAfterMs: 30 * MINUTE,
    })
  })

  test('C3 one that has expired is taken anew where the time is free, and still ends after thirty minutes', async () => {
    const id = idOf(await hold(node, '10:00'))
    node.clock.now = later(25)
    const again = await hold(node, '10:00', { hold: id })
    expect(again).toMatchObject({ status: 201, expiresAt: later(30) })
    expect(idOf(again)).not.toBe(id)
  })

  test('C3 an hour later nothing is known of a hold any more', async () => {
    const id = idOf(await hold(node, '10:00'))
    node.clock.now = instant(later(60) - 1)
    await forgetOld(store, node.clock.now)
    expect(await hold(node, '10:00', { hold: id })).toMatchObject({ status: 429, retryAfterMs: 1 })
    node.clock.now = later(60)
    await forgetOld(store, node.clock.now)
    expect(await store.read.select().from(holds)).toEqual([])
    expect((await hold(node, '10:00', { hold: id })).status).toBe(201)
  })

  test('C3 what is not there is not renewed', async () => {
    expect(await renewHold(node.deps, UNKNOWN)).toEqual({ status: 404 })
    expect(await renewHold(node.deps, '../etc')).toEqual({ status: 404 })
  })
})

describe('giving back', () => {
  test('C3 a hold that is given back frees its time at once, and once', async () => {
    const id = idOf(await hold(node, '10:00'))
    expect(await releaseHold(node.deps, id)).toEqual({ status: 204 })
    expect(await listed(node)).toEqual(ALL)
    expect(await releaseHold(node.deps, id)).toEqual({ status: 404 })
    expect(await releaseHold(node.deps, 'x')).toEqual({ status: 404 })
  })

  test('C3 another time takes the place of the one before, unless it cannot be had', async () => {
    const first = idOf(await hold(node, '10:00'))
    await hold(node, '11:00')
    expect((await hold(node, '11:00', { hold: first })).status).toBe(409)
    expect(await listed(node)).toEqual(but('10:00', '11:00'))
    // Overlapping its own.
    const second = await hold(node, '10:30', { hold: first })
    expect(second.status).toBe(201)
    expect(await listed(node)).toEqual(but('10:30', '11:00'))
    expect(await listed(node, { hold: first })).toEqual(but('10:30', '11:00'))
  })

  test('C3 of a link that is another, or closed, nothing is held', async () => {
    expect(await hold(node, '10:00', { slug: 'nobody' })).toEqual({ status: 404 })
    expect(await hold(node, '10:00', { duration: 45 })).toEqual({
      status: 400,
      code: 'invalid-request',
      fields: { duration: 'unknown' },
    })
    expect(await hold(node, '10:10')).toMatchObject({ status: 409, code: 'slot-not-offered' })
    expect(await store.read.select().from(holds)).toEqual([])
  })
})

describe('how many', () => {
  const CAPPED = { status: 429, code: 'too-many-holds' }

  test('C3 one address holds three times of a link, and no fourth until one of them ends', async () => {
    const address = '203.0.113.7'
    const [first = ''] = await Promise.all(
      ['09:00', '09:30', '10:00'].map(async (start) => idOf(await hold(node, start, { address }))),
    )
    expect(await hold(node, '10:30', { address })).toEqual({ ...CAPPED, retryAfterMs: 10 * MINUTE })
    expect((await hold(node, '11:00')).status).toBe(201)
    // The one that it takes the place of does not count.
    expect((await hold(node, '10:30', { address, hold: first })).status).toBe(201)
    node.clock.now = later(10)
    expect((await hold(node, '11:30', { address })).status).toBe(201)
  })

  test('C3 one address holds ten times in all', async () => {
    const types = [1, 2, 3, 4].map((n) => eventType(n, hostedByFirst))
    await setUp(node, { eventTypes: types, links: [1, 2, 3, 4].map((n) => link(n)) })
    const address = '203.0.113.7'
    const statuses: number[] = []
    for (const [index, start] of ALL.concat('12:00', '12:30', '13:00', '13:30', '14:00').entries()) {
      const slug = `anna-${Math.floor(index / 3) + 1}`
      statuses.push((await hold(node, start, { address, slug })).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429])
  })

  const hostedByFirst = {
    owner: id(ids.MemberId, 1),
    schedule: id(ids.ScheduleId, 1),
    hosts: [{ member: id(ids.MemberId, 1), required: true }],
    hours: [{ day: 1, ranges: [{ start: '09:00', end: '18:00' }] }],
  }
})

test('S9 what is held counts in the limits of a type, except for whoever holds it', async () => {
  const limits = [{ of: 'type', measure: 'count', per: 'day', most: 1 }]
  await setUp(node, { eventTypes: [eventType(1, { limits })] })
  const id = idOf(await hold(node, '10:00'))
  expect(await listed(node)).toEqual([])
  expect(await listed(node, { hold: id })).toEqual(ALL)
  expect((await hold(node, '11:00')).status).toBe(409)
  expect((await book(node, { key: '1', wish: { start: isoAt('11:00') } })).status).toBe(409)
  expect((await book(node, { key: '2', wish: { start: isoAt('10:00'), hold: id } })).status).toBe(201)
})

test('S7 a hold keeps the buffers of its type free, and no more', async () => {
  await setUp(node, { eventTypes: [eventType(1, { buffers: { before: 0, after: 15 } })] })
  await hold(node, '10:00')
  expect(await listed(node)).toEqual(['09:00', '11:00', '11:30'])
})

test('S10 a hold of a round robin takes the time of one host, and another is left', async () => {
  const hosts = [1, 2].map((n) => ({ member: id(ids.MemberId, n), required: false }))
  const team = eventType(2, { owner: id(ids.MemberId, 1), category: 'round-robin', hosts })
  await setUp(node, { members: 2, teamTypes: [team], links: [link(2)] })
  const slug = 'anna-2'
  const one = idOf(await hold(node, '10:00', { slug }))
  expect(await listed(node, {}, slug)).toEqual(ALL)
  const two = idOf(await hold(node, '10:00', { slug }))
  expect(await listed(node, {}, slug)).toEqual(but('10:00'))
  const start = isoAt('10:00')
  expect((await book(node, { slug, key: '1', wish: { start, hold: two } })).status).toBe(201)
  expect((await book(node, { slug, key: '2', wish: { start } })).status).toBe(409)
  expect((await book(node, { slug, key: '3', wish: { start, hold: one } })).status).toBe(201)
})

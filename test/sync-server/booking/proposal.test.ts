import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { HOUR, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { answerProposal } from '../../../sync-server/booking/answer-proposal.ts'
import { withdrawProposal } from '../../../sync-server/booking/end-proposal.ts'
import { expireProposals } from '../../../sync-server/booking/expire-proposals.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import { freshPglite } from '../../support/pglite.ts'
import { at, bookedAt, byMember, entriesOf, type Made, mailsOf, ORIGIN, stateOf, tokenOf } from './booking-life.ts'
import { book, createNode, eventType, FRIDAY, id, type Node, setUp, zone } from './booking-world.ts'

let store: PostgresStore
let node: Node
const anna = id(ids.MemberId, 1)

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { eventTypes: [eventType(1, { buffers: { before: 0, after: 15 }, step: 15 })] })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const propose = (made: Made, clock: string, day: string) =>
  proposeTime(node.deps, { by: byMember(made), start: at(clock, day), reason: 'a surgery' })
const answer = (made: Made, given: 'accept' | 'decline', key?: string) =>
  answerProposal(node.deps, { token: made.token, origin: ORIGIN, answer: given, key })
const isFree = async (clock: string, day: string) => {
  const start = new Date(at(clock, day)).toISOString()
  return (
    (await book(node, { key: `try ${start} ${Math.random()}`, wish: { start, email: 'other@example.org' } })).status ===
    201
  )
}

test('C10 a host proposes a time: it is held beside the old one, and nobody else has either', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:00', { day })
  const outcome = await propose(made, '11:00', day)
  expect(outcome).toMatchObject({ status: 200, start: at('09:00', day), generation: 0 })
  const expiresAt = Math.min(FRIDAY + 48 * HOUR, at('09:00', day))
  expect((await entriesOf(node, made.id))[0]).toMatchObject({
    sequence: 0,
    proposal: {
      startsAt: at('11:00', day),
      endsAt: at('11:30', day),
      by: anna,
      at: FRIDAY,
      expiresAt,
      reason: 'a surgery',
    },
  })
  const { row, claims, audit } = await stateOf(node, made)
  expect(claims).toEqual([
    { host: anna, kind: 'booking', starts: at('09:00', day), ends: at('09:45', day) },
    { host: anna, kind: 'hold', starts: at('11:00', day), ends: at('11:45', day) },
  ])
  expect(row?.proposalUntil).toBe(expiresAt)
  expect(audit.at(-1)).toMatchObject({
    action: 'booking.proposed',
    actorKind: 'member',
    actor: anna,
    old: { starts: at('09:00', day), ends: at('09:30', day) },
    new: { starts: at('11:00', day), ends: at('11:30', day), expiresAt, reason: 'a surgery' },
  })
  expect((await mailsOf(node, made)).slice(2)).toEqual([`0.proposed.${FRIDAY}.invitee`, `0.proposed.${FRIDAY}.${anna}`])
  expect(await isFree('11:00', day)).toBe(false)
  expect(await isFree('09:00', day)).toBe(false)

  expect(await answer(made, 'accept', 'yes')).toMatchObject({ status: 200, start: at('11:00', day), generation: 1 })
  expect(await answer(made, 'accept', 'yes')).toMatchObject({ status: 200, start: at('11:00', day), generation: 1 })
  const [own] = await entriesOf(node, made.id)
  expect(own).toMatchObject({
    sequence: 1,
    time: { startsAt: at('11:00', day), endsAt: at('11:30', day) },
    promised: { start: '2026-11-23T11:00:00', zone },
    earlierTimes: [{ by: made.attendee, reason: 'a surgery' }],
  })
  expect(own).not.toHaveProperty('proposal')
  expect((await stateOf(node, made)).claims).toEqual([
    { host: anna, kind: 'booking', starts: at('11:00', day), ends: at('11:45', day) },
  ])
  expect((await stateOf(node, made)).row).toMatchObject({ starts: at('11:00', day), proposalUntil: null })
  expect(await isFree('09:00', day)).toBe(true)
})

test('C10 a proposal may overlap the booking itself, and one that is declined leaves it where it was', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '10:00', { day })
  expect(await propose(made, '10:15', day)).toMatchObject({ status: 200 })
  expect((await stateOf(node, made)).claims).toEqual([
    { host: anna, kind: 'booking', starts: at('10:00', day), ends: at('10:45', day) },
    { host: anna, kind: 'hold', starts: at('10:45', day), ends: at('11:00', day) },
  ])
  expect(await answer(made, 'decline')).toMatchObject({ status: 200, start: at('10:00', day), generation: 0 })
  expect((await stateOf(node, made)).claims).toHaveLength(1)
  expect(await answer(made, 'accept')).toEqual({ status: 422, code: 'nothing-proposed' })
  expect((await mailsOf(node, made)).at(-1)).toBe(`0.proposal-declined.${FRIDAY}.${anna}`)
  expect((await entriesOf(node, made.id))[0]).toMatchObject({ time: { startsAt: at('10:00', day) }, sequence: 0 })
})

test('C10 a time that is taken is not proposed, and an earlier proposal stands', async () => {
  const day = '2026-11-25'
  const made = await bookedAt(node, '09:00', { day })
  await bookedAt(node, '10:00', { day })
  await propose(made, '11:00', day)
  const before = [await entriesOf(node, made.id), await stateOf(node, made)]
  expect(await propose(made, '10:00', day)).toMatchObject({ status: 409, code: 'slot-taken' })
  expect([await entriesOf(node, made.id), await stateOf(node, made)]).toEqual(before)
  const anyway = { by: byMember(made), start: at('10:15', day), reason: 'x', anyway: true }
  expect(await proposeTime(node.deps, anyway)).toMatchObject({ status: 409, code: 'slot-taken' })
  expect([await entriesOf(node, made.id), await stateOf(node, made)]).toEqual(before)
  expect(await propose(made, '11:15', day)).toMatchObject({ status: 200 })
  expect((await stateOf(node, made)).claims.at(-1)).toMatchObject({ starts: at('11:15', day), kind: 'hold' })
})

test('C10 one that nobody answers expires: its time is free, and both are told', async () => {
  const day = '2026-11-26'
  const made = await bookedAt(node, '09:00', { day })
  const expiresAt = instant(FRIDAY + HOUR)
  await proposeTime(node.deps, { by: byMember(made), start: at('11:00', day), reason: 'x', expiresAt })
  node.clock.now = instant(expiresAt - 1)
  expect(await expireProposals(node.deps)).toBe(0)
  expect(await isFree('11:00', day)).toBe(false)
  node.clock.now = expiresAt
  expect(await expireProposals(node.deps)).toBe(1)
  expect(await expireProposals(node.deps)).toBe(0)
  const { row, claims, audit } = await stateOf(node, made)
  expect(row?.proposalUntil).toBe(null)
  expect(claims).toHaveLength(1)
  expect(audit.at(-1)).toMatchObject({ action: 'booking.proposal-expired', actorKind: 'system', actor: 'system' })
  expect((await mailsOf(node, made)).slice(-2)).toEqual([
    `0.proposal-expired.${FRIDAY}.invitee`,
    `0.proposal-expired.${FRIDAY}.${anna}`,
  ])
  expect((await entriesOf(node, made.id))[0]).not.toHaveProperty('proposal')
  expect(await isFree('11:00', day)).toBe(true)
  node.clock.now = FRIDAY
})

test('C10 an answer that comes too late finds nothing, and the time of an expired one is whoever’s who books it', async () => {
  const day = '2026-11-27'
  const made = await bookedAt(node, '09:00', { day })
  const expiresAt = instant(FRIDAY + 10 * MINUTE)
  await proposeTime(node.deps, { by: byMember(made), start: at('11:00', day), reason: 'x', expiresAt })
  node.clock.now = expiresAt
  expect(await isFree('11:00', day)).toBe(true)
  expect(await answer(made, 'accept')).toEqual({ status: 422, code: 'nothing-proposed' })
  expect((await stateOf(node, made)).row).toMatchObject({ starts: at('09:00', day), proposalUntil: null })
  node.clock.now = FRIDAY
})

test('C10 U2 a host takes a proposal back: within ten seconds nobody hears of it', async () => {
  const day = '2026-11-30'
  const made = await bookedAt(node, '09:00', { day })
  await propose(made, '11:00', day)
  expect(await withdrawProposal(node.deps, { by: byMember(made) })).toMatchObject({ status: 200 })
  expect((await mailsOf(node, made)).slice(2)).toEqual([])
  expect((await stateOf(node, made)).claims).toHaveLength(1)
  expect(await withdrawProposal(node.deps, { by: byMember(made) })).toEqual({ status: 422, code: 'nothing-proposed' })
  expect(await answerProposal(node.deps, { token: tokenOf(node, made, 3), origin: ORIGIN, answer: 'accept' })).toEqual({
    status: 404,
    code: 'not-found',
  })
})

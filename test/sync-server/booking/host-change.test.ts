import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelAppointment } from '../../../src/core/commands/cancel-appointment.ts'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { managedBooking } from '../../../sync-server/booking/managed-booking.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { freshPglite } from '../../support/pglite.ts'
import { anna, at, bookedAt, byToken, entriesOf, type Made, mailsOf, stateOf, tokenOf } from './booking-life.ts'
import { createNode, eventType, id, link, type Node, setUp, workspace, zone } from './booking-world.ts'
import { onDesk } from './on-desk.ts'

let store: PostgresStore
let node: Node
const bert = id(ids.MemberId, 2)

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const hosts = [anna, bert].map((member) => ({ member, required: true }))
  await setUp(node, {
    members: 2,
    eventTypes: [],
    teamTypes: [eventType(1, { category: 'collective', hosts })],
    links: [link(1)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const all = { kind: 'all' } as const

function timed(clock: string, day: string) {
  const startsAt = at(clock, day)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
}

async function targetOf(made: Made) {
  const own = (await entriesOf(node, made.id)).find(({ calendar }) => calendar === id(ids.CalendarId, 1))
  if (!own) throw new Error('no entry')
  const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  return { id: own.id, document }
}

test('C10 what one host of several does on a desk happens in every host’s calendar', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:00', { day })
  await onDesk(node, moveAppointment, {
    ...(await targetOf(made)),
    scope: all,
    time: timed('10:00', day),
    reason: 'ill',
  })
  const moved = await entriesOf(node, made.id)
  expect(moved.map(({ calendar, sequence, time, promised }) => ({ calendar, sequence, time, promised }))).toEqual(
    [1, 2].map((n) => ({
      calendar: id(ids.CalendarId, n),
      sequence: 1,
      time: timed('10:00', day),
      promised: { start: `${day}T10:00:00`, zone, tz: process.versions.tz },
    })),
  )
  expect((await stateOf(node, made)).claims).toEqual(
    [anna, bert].map((host) => ({ host, kind: 'booking', starts: at('10:00', day), ends: at('10:30', day) })),
  )
  await onDesk(node, cancelAppointment, { ...(await targetOf(made)), scope: all, reason: 'very ill' })
  const cancelled = await entriesOf(node, made.id)
  expect(cancelled.map(({ status, sequence, cancellation }) => [status, sequence, cancellation?.reason])).toEqual([
    ['cancelled', 2, 'very ill'],
    ['cancelled', 2, 'very ill'],
  ])
  expect((await stateOf(node, made)).claims).toEqual([])
  // U2: made by the invitee and told; moved and called off within ten seconds, of which the last is all that is to be told.
  expect((await mailsOf(node, made)).filter((mail) => mail.endsWith('invitee'))).toEqual([
    '0.confirmed.invitee',
    '2.cancelled.invitee',
  ])
})

test('C13 while a desk has it on somebody else’s time, the invitee is told the time that was promised, and may move it', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:00', { day })
  await bookedAt(node, '10:00', { day })
  await onDesk(node, moveAppointment, {
    ...(await targetOf(made)),
    scope: all,
    time: timed('10:00', day),
    reason: 'ill',
  })
  const { serverKey, now } = node.deps
  const seen = await managedBooking(store.read, made.token, { serverKey, now: now() })
  expect(seen !== 'expired' && seen?.time).toEqual({ start: at('09:00', day), end: at('09:30', day) })
  expect((await mailsOf(node, made)).filter((mail) => mail.endsWith('invitee'))).toEqual(['0.confirmed.invitee'])
  const outcome = await rescheduleBooking(node.deps, { by: byToken(made), start: at('11:00', day) })
  expect(outcome).toMatchObject({ status: 200, generation: 1 })
  expect((await entriesOf(node, made.id)).map(({ time }) => time)).toEqual([timed('11:00', day), timed('11:00', day)])
  const after = await managedBooking(store.read, tokenOf(node, made, 1), { serverKey, now: now() })
  expect(after !== 'expired' && after?.time).toEqual({ start: at('11:00', day), end: at('11:30', day) })
})

import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { answerProposal } from '../../../sync-server/booking/answer-proposal.ts'
import { cancelBooking } from '../../../sync-server/booking/cancel-booking.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import { startOutbox } from '../../../sync-server/outbox/start-outbox.ts'
import { eventually } from '../../support/eventually.ts'
import { startMailServer } from '../../support/mail-server.ts'
import { freshPglite } from '../../support/pglite.ts'
import { readMail, type ReadMail } from '../../support/read-mail.ts'
import { at, bookedAt, byMember, byToken, ORIGIN, tokenOf } from '../booking/booking-life.ts'
import { createNode, eventType, FRIDAY, id, link, type Node, setUp } from '../booking/booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const hosts = [1, 2].map((n) => ({ member: id(ids.MemberId, n), required: true }))
  await setUp(node, {
    members: 2,
    teamTypes: [eventType(1, { category: 'collective', hosts })],
    eventTypes: [],
    links: [link(1)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('a booking that is made, moved, moved again by agreement and cancelled is one entry in every calendar', async () => {
  const received: ReadMail[] = []
  await using server = await startMailServer(({ raw, to }) => void received.push(readMail(raw, [...to])))
  const config = { ...node.deps.config, smtpUrl: server.url }
  await using _ = await startOutbox({ ...node.deps, config }, { pauseMs: 5 })
  const all = async (): Promise<void> => {
    const isSent = async () => (await store.read.select().from(outboxMessage)).every(({ state }) => state === 'sent')
    await eventually(isSent, { what: 'sending' })
  }

  const made = await bookedAt(node, '09:00')
  await all()
  await rescheduleBooking(node.deps, { by: byToken(made), start: at('10:00') })
  await all()
  await proposeTime(node.deps, { by: byMember(made), start: at('11:00'), reason: 'a surgery' })
  expect(await waiting()).toBe(3)
  node.clock.now = instant(FRIDAY + 10_000)
  await all()
  await answerProposal(node.deps, { token: tokenOf(node, made, 1), origin: ORIGIN, answer: 'accept', key: 'yes' })
  await all()
  // U2: what a desk takes back in time never leaves; the one after it does.
  await rescheduleBooking(node.deps, { by: byMember(made), start: at('09:30'), reason: 'first' })
  await rescheduleBooking(node.deps, { by: byMember(made), start: at('11:00'), reason: 'back' })
  expect(await waiting()).toBe(0)
  // C14: the link of the last mail that left is the one that works.
  expect(manageTokenIn(received)).toBe(tokenOf(node, made, 2))
  expect((await node.app.inject(`/booking/${tokenOf(node, made, 2)}/manage`)).statusCode).toBe(200)
  await cancelBooking(node.deps, { by: byMember(made), reason: 'a strike' })
  node.clock.now = instant(FRIDAY + 20_000)
  await all()

  for (const [reader, attendee] of [
    ['ida@example.org', 'ida@example.org'],
    ['member1@example.org', 'ida@example.org'],
    ['member2@example.org', 'member2@example.org'],
  ] as const) {
    const own = received.filter(({ to }) => to.includes(reader))
    const shared = {
      uid: `${made.id}@dayloom`,
      organizer: 'mailto:member1@example.org',
      attendees: [`mailto:${attendee}`],
    }
    expect(own.map(invitation)).toEqual([
      { ...shared, method: 'REQUEST', sequence: 0, start: '2026-11-23T08:00:00Z' },
      { ...shared, method: 'REQUEST', sequence: 1, start: '2026-11-23T09:00:00Z' },
      undefined,
      { ...shared, method: 'REQUEST', sequence: 2, start: '2026-11-23T10:00:00Z' },
      { ...shared, method: 'CANCEL', sequence: 5, start: '2026-11-23T10:00:00Z' },
    ])
    expect(new Set(own.map(({ headers }) => headers['message-id'])).size).toBe(own.length)
  }
  expect(received).toHaveLength(15)
})

async function waiting(): Promise<number> {
  return (await store.read.select().from(outboxMessage)).filter(({ state }) => state === 'waiting').length
}

function manageTokenIn(received: readonly ReadMail[]): string | undefined {
  const last = received.findLast(({ to }) => to.includes('ida@example.org'))
  return /\/booking\/([\w-]+)\/manage/.exec(last?.text ?? '')?.[1]
}

function invitation({ text }: ReadMail): object | undefined {
  const content = /BEGIN:VCALENDAR[\s\S]*?END:VCALENDAR/.exec(text)?.[0]
  if (content === undefined) return undefined
  const calendar = new ICAL.Component(ICAL.parse(content))
  const event = calendar.getFirstSubcomponent('vevent')
  const of = (name: string) => event?.getFirstPropertyValue(name)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: of('uid'),
    sequence: of('sequence'),
    start: String(of('dtstart')),
    organizer: of('organizer'),
    attendees: event?.getAllProperties('attendee').map((one) => one.getFirstValue()),
  }
}

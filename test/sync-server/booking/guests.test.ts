import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import { BookingMail } from '../../../sync-server/outbox/booking-mail.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import { book, createNode, eventType, link, setUp, WISH } from './booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 2, eventTypes: [eventType(1, { guests: 2 }), eventType(2)], links: [link(1), link(2)] })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('who comes along stands in the appointment once, and is told without a manage link', async () => {
  const guests = [' ben@example.org ', 'Ben@example.org', WISH.email.toUpperCase(), 'cara@example.org']
  const answer = await book(node, { key: 'guests', wish: { guests } })
  expect(answer.status).toBe(201)
  const { id } = BookingMade.parse(answer.body)
  const { appointment } = store.read.tables
  const [own] = await store.read.select().from(appointment).where(eq(appointment.bookingId, id))
  expect(own?.data.attendees).toMatchObject([
    { name: 'Ida Holm', kind: 'booker' },
    { name: 'Ben@example.org', email: 'Ben@example.org', kind: 'guest', status: 'needs-action' },
    { name: 'cara@example.org', email: 'cara@example.org', kind: 'guest', status: 'needs-action' },
  ])
  const mails = (await store.read.select().from(outboxMessage)).map(({ payload }) => BookingMail.parse(payload))
  expect(mails.map(({ recipient, guest }) => [recipient, guest?.email])).toEqual([
    ['invitee', undefined],
    ['guest', 'Ben@example.org'],
    ['guest', 'cara@example.org'],
    ['host', undefined],
  ])
})

test.each([
  ['anna-1', ['a@example.org', 'b@example.org', 'c@example.org'], { 'guests.2': 'too-long' }],
  ['anna-1', ['a@example.org', 'b@example.org, c@example.org'], { 'guests.1': 'invalid' }],
  ['anna-2', ['a@example.org'], { 'guests.0': 'too-long' }],
])('C15 at %s %j is refused', async (slug, guests, fields) => {
  const start = '2026-11-24T09:00:00+01:00'
  expect(await book(node, { key: `refused ${guests.join()}`, slug, wish: { start, guests } })).toMatchObject({
    status: 400,
    body: { error: 'invalid-request', fields },
  })
})

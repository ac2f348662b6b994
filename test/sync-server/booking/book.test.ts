import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { audit, booking, claim, idempotency, outboxMessage } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import {
  book,
  createNode,
  eventType,
  FRIDAY,
  id,
  link,
  putAppointment,
  setUp,
  slots,
  WISH,
  workspace,
} from './booking-world.ts'

let store: PostgresStore
let node: Node

const PURPOSE = id(ids.QuestionId, 1)
const FIRST = id(ids.QuestionId, 2)
const questions = [
  { id: PURPOSE, text: 'What is it about?', kind: 'text', required: true, options: [] },
  { id: FIRST, text: 'Been here before?', kind: 'select', required: false, options: ['Yes', 'No'] },
]

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 2,
    eventTypes: [
      eventType(1, { buffers: { before: 10, after: 20 } }),
      eventType(2, { questions }),
      eventType(3, { owner: id(ids.MemberId, 1), hosts: [{ member: id(ids.MemberId, 2), required: true }] }),
    ],
    links: [link(1), link(2), link(3)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C5 a booking is a claim with its buffers, an appointment, an audit entry and two mails', async () => {
  const answer = await book(node, { key: 'whole', wish: { phone: '+45 12 34 56 78' } })
  expect(answer.status).toBe(201)
  const made = BookingMade.parse(answer.body)
  expect(made).toEqual({
    id: made.id,
    start: '2026-11-23T09:00:00+01:00',
    end: '2026-11-23T09:30:00+01:00',
    manageUrl: expect.stringMatching(/^https:\/\/book\.example\.org\/booking\/[\w-]{86}\/manage$/),
  })
  const starts = Date.parse(WISH.start)
  const row = await one(booking, made.id)
  expect(row).toMatchObject({
    host: id(ids.MemberId, 1),
    starts,
    ends: starts + 1_800_000,
    zone: WISH.timezone,
    status: 'confirmed',
  })
  expect(
    await store.read
      .select()
      .from(claim)
      .where(eq(claim.booking, ids.BookingId.parse(made.id))),
  ).toMatchObject([
    {
      kind: 'booking',
      starts: starts - 600_000,
      ends: starts + 3_000_000,
      appointment: row.appointment,
      expiresAt: null,
    },
  ])
  const { appointment } = store.read.tables
  const [written] = await store.read.select().from(appointment).where(eq(appointment.id, row.appointment))
  expect(written).toMatchObject({
    workspace,
    document: `${workspace}/calendar/${id(ids.CalendarId, 1)}/2026-q4`,
    data: {
      title: 'Consultation: Ida Holm',
      time: { kind: 'timed', startsAt: starts, endsAt: starts + 1_800_000, zone: 'Europe/Berlin' },
      status: 'confirmed',
      source: 'booking',
      bookingId: made.id,
      uid: `${made.id}@dayloom`,
      buffers: { before: 10, after: 20 },
      attendees: [
        { name: 'Ida Holm', email: 'ida@example.org', phone: '+45 12 34 56 78', kind: 'booker', status: 'confirmed' },
      ],
      createdAt: FRIDAY,
    },
  })
  expect(await store.read.select().from(audit).where(eq(audit.entity, made.id))).toMatchObject([
    { actorKind: 'invitee', action: 'booking.made', ip: '127.0.0.1', at: FRIDAY },
  ])
  const mails = await store.read.select().from(outboxMessage)
  expect(mails.map(({ messageId, state, dueAt }) => ({ messageId, state, dueAt }))).toEqual([
    { messageId: `${made.id}.0.confirmed.invitee`, state: 'waiting', dueAt: FRIDAY },
    { messageId: `${made.id}.0.confirmed.${id(ids.MemberId, 1)}`, state: 'waiting', dueAt: FRIDAY },
  ])
})

test('S7 what was booked takes its own and the next one’s buffers', async () => {
  const { body } = await slots(node, { start: '2026-11-23', end: '2026-11-23', timezone: 'Europe/Berlin' })
  // Until 09:50 the first one, and ten minutes before the next.
  expect(JSON.stringify(body)).not.toContain('09:30:00')
  expect(JSON.stringify(body)).toContain('10:00:00+01:00')
})

test('C14 the manage token is in no table, no document and no log', async () => {
  const { body } = await book(node, { key: 'secret', wish: { start: '2026-11-24T09:00:00+01:00' } })
  const token = /booking\/([\w-]{86})/.exec(BookingMade.parse(body).manageUrl)?.[1] ?? ''
  await node.app.inject(`/booking/${token}/manage`)
  const { appointment } = store.read.tables
  const everything = await Promise.all(
    [appointment, booking, claim, idempotency, outboxMessage, audit].map((table) => store.read.select().from(table)),
  )
  expect(JSON.stringify(everything)).not.toContain(token)
  expect(token).toHaveLength(86)
  expect(node.logged.join('')).not.toContain(token)
})

test('no name and no address is in the log', async () => {
  expect(node.logged.length).toBeGreaterThan(0)
  expect(node.logged.join('')).not.toMatch(/Ida|Holm|ida@/)
})

const NOT_VALID = { error: 'invalid-request', message: 'The request is not valid.' }

test.each([
  ['nothing', {}, { start: 'missing', timezone: 'missing', name: 'missing', email: 'missing' }],
  ['a list', [1], { start: 'missing', timezone: 'missing', name: 'missing', email: 'missing' }],
  ['blanks', { ...WISH, name: '  ', email: '' }, { name: 'missing', email: 'missing' }],
  ['no address', { ...WISH, email: 'ida' }, { email: 'invalid' }],
  ['two addresses', { ...WISH, email: 'ida@example.org,eve@example.org' }, { email: 'invalid' }],
  ['a header in the address', { ...WISH, email: 'ida@example.org\r\nBcc: eve@example.org' }, { email: 'invalid' }],
  ['a header in the name', { ...WISH, name: 'Ida\r\nBcc: eve@example.org' }, { name: 'invalid' }],
  ['a start without an offset', { ...WISH, start: '2026-11-23T09:00:00' }, { start: 'invalid' }],
  ['a start that is none', { ...WISH, start: 'tomorrow' }, { start: 'invalid' }],
  ['a start at the end of the calendar', { ...WISH, start: '9999-12-31T23:30:00Z' }, { start: 'invalid' }],
  ['a start at its beginning', { ...WISH, start: '0000-01-01T00:00:00Z' }, { start: 'invalid' }],
  ['a long name', { ...WISH, name: 'x'.repeat(201) }, { name: 'too-long' }],
  ['a number for a name', { ...WISH, name: 7 }, { name: 'invalid' }],
  ['a phone that is none', { ...WISH, phone: 'call me' }, { phone: 'invalid' }],
  ['an answer nobody asked for', { ...WISH, answers: { x: 'y' } }, { 'answers.x': 'unknown' }],
])('C15 %s is told field by field', async (_, payload, fields) => {
  const answer = await post(payload)
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status: 400, body: { ...NOT_VALID, fields } })
})

test('an unknown time zone has an error of its own', async () => {
  expect(await book(node, { key: 'zone', wish: { timezone: 'Mars/Olympus' } })).toMatchObject({
    status: 400,
    body: { error: 'unknown-timezone', message: 'This time zone is not known.', fields: { timezone: 'unknown' } },
  })
})

test('C15 answers are checked against the questions', async () => {
  const ask = (answers: object) => book(node, { key: JSON.stringify(answers), slug: 'anna-2', wish: { answers } })
  expect((await ask({})).body).toEqual({ ...NOT_VALID, fields: { [`answers.${PURPOSE}`]: 'missing' } })
  expect((await ask({ [PURPOSE]: 'Knee', [FIRST]: 'Perhaps' })).body).toEqual({
    ...NOT_VALID,
    fields: { [`answers.${FIRST}`]: 'invalid' },
  })
  expect((await ask({ [PURPOSE]: 'Knee', [FIRST]: 'No' })).status).toBe(201)
})

test('C2 who is late is told so, with the next three times', async () => {
  const answer = await book(node, { key: 'late' })
  expect(answer).toMatchObject({
    status: 409,
    body: {
      error: 'slot-taken',
      message: 'This time has just been taken.',
      alternatives: [
        { start: '2026-11-23T10:00:00+01:00', end: '2026-11-23T10:30:00+01:00' },
        { start: '2026-11-23T10:30:00+01:00', end: '2026-11-23T11:00:00+01:00' },
        { start: '2026-11-23T11:00:00+01:00', end: '2026-11-23T11:30:00+01:00' },
      ],
    },
  })
})

test.each([
  ['off the grid', '2026-11-25T09:10:00+01:00'],
  ['outside the hours', '2026-11-25T20:00:00+01:00'],
  ['in the past', '2026-11-19T09:00:00+01:00'],
  ['beyond the horizon', '2030-11-25T09:00:00+01:00'],
])('S8 a start %s is refused, with alternatives where there are any', async (_, start) => {
  const answer = await book(node, { key: start, wish: { start } })
  expect(answer).toMatchObject({ status: 409, body: { error: 'slot-not-offered', alternatives: expect.any(Array) } })
})

test('S8 notice holds at booking too', async () => {
  node.clock.now = instant(Date.parse('2026-11-25T07:30:00Z'))
  expect((await book(node, { key: 'n1', wish: { start: '2026-11-25T09:00:00+01:00' } })).status).toBe(409)
  expect((await book(node, { key: 'n2', wish: { start: '2026-11-25T09:30:00+01:00' } })).status).toBe(201)
  node.clock.now = FRIDAY
})

test('nobody offers a colleague’s time from a document of their own', async () => {
  expect((await slots(node, { start: '2026-11-23', end: '2026-11-23', timezone: 'UTC' }, 'anna-3')).status).toBe(404)
  expect(await book(node, { key: 'mine', slug: 'anna-3' })).toMatchObject({ status: 404, body: { error: 'not-found' } })
})

test('an appointment of the desk that came in between is seen', async () => {
  const start = '2026-11-26T09:00:00+01:00'
  await putAppointment(node, 30, {
    time: { kind: 'timed', startsAt: Date.parse(start), endsAt: Date.parse(start) + 1, zone: 'Europe/Berlin' },
  })
  expect(await book(node, { key: 'desk', wish: { start } })).toMatchObject({
    status: 409,
    body: { error: 'slot-taken' },
  })
})

test('C4 without a key nothing is booked', async () => {
  const answer = await node.app.inject({ method: 'POST', url: '/book/anna-1/book', payload: WISH })
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({
    status: 400,
    body: {
      error: 'idempotency-key-missing',
      message: 'The header Idempotency-Key is missing or longer than 255 characters.',
    },
  })
  expect((await post(WISH, { 'idempotency-key': 'x'.repeat(256) })).json()).toMatchObject({
    error: 'idempotency-key-missing',
  })
})

test.each([
  ['not JSON', '{"start":', 'application/json', 400],
  ['nothing as JSON', '', 'application/json', 400],
  ['a poisoned prototype', '{"__proto__":{"x":1}}', 'application/json', 400],
  ['text', 'hello', 'text/plain', 415],
  ['XML', '<a/>', 'application/xml', 415],
  ['too much', JSON.stringify({ name: 'x'.repeat(600_000) }), 'application/json', 413],
])('a body that is %s has the same shape of error', async (_, payload, type, status) => {
  const answer = await post(payload, { 'content-type': type })
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status, body: NOT_VALID })
})

test('a body that is deeper than anybody can look is not valid either', async () => {
  const payload = `{"answers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const answer = await post(payload, { 'content-type': 'application/json' })
  expect(answer.json()).toEqual({ ...NOT_VALID, fields: { answers: 'invalid' } })
})

test('a slash at the end changes nothing', async () => {
  const answer = await node.app.inject({
    method: 'POST',
    url: '/book/anna-1/book/',
    headers: { 'idempotency-key': 'slash' },
    payload: { ...WISH, start: '2026-11-27T09:00:00+01:00' },
  })
  expect(answer.statusCode).toBe(201)
})

test('C5 what breaks on the way leaves nothing behind', async () => {
  const before = await counts()
  await using broken = await createNode(store, {
    serverTransaction: (work) =>
      node.deps.serverTransaction((scope) =>
        work({
          ...scope,
          write: async (name, write) => {
            await scope.write(name, write)
            throw new Error('the disk is full')
          },
        }),
      ),
  })
  const start = '2026-12-01T09:00:00+01:00'
  const answer = await book(broken, { key: 'broken', wish: { start } })
  expect(answer).toMatchObject({ status: 503, body: { error: 'unavailable' } })
  expect(await counts()).toEqual(before)
  expect((await book(node, { key: 'broken', wish: { start } })).status).toBe(201)
})

async function counts(): Promise<number[]> {
  const { appointment } = store.read.tables
  const tables = [appointment, booking, claim, idempotency, outboxMessage, audit]
  return Promise.all(tables.map(async (table) => (await store.read.select().from(table)).length))
}

async function one(table: typeof booking, key: string) {
  const [row] = await store.read
    .select()
    .from(table)
    .where(eq(table.id, ids.BookingId.parse(key)))
  if (!row) throw new Error(`no booking ${key}`)
  return row
}

function post(payload: object | string, headers: Record<string, string> = {}) {
  return node.app.inject({
    method: 'POST',
    url: '/book/anna-1/book',
    headers: { 'idempotency-key': 'fields', 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
}

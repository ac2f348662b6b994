import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import {
  book,
  calendar,
  createNode,
  eventType,
  id,
  link,
  MONDAY,
  type Node,
  putAppointment,
  schedule,
  setUp,
  WISH,
} from '../booking/booking-world.ts'
import { slug } from '../../support/rows.ts'
import { fillOther } from './other-workspace.ts'

let store: PostgresStore
let node: Node

const HOUR = 3_600_000
const busy = { kind: 'timed', startsAt: MONDAY + 9 * HOUR, endsAt: MONDAY + 10 * HOUR, zone: 'Europe/Berlin' }
const GUEST = { name: 'Karla Geheim', email: 'karla@private.example', phone: '+45 99 88 77 66' }

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 2,
    calendars: [calendar(1, { name: 'Therapy and bank' }), calendar(2)],
    schedules: [schedule(1, { name: 'Hours after the divorce' }), schedule(2)],
    eventTypes: [eventType(1), eventType(2, { name: 'For the board', slug: 'board', private: true })],
    links: [link(1), link(2, { slug: slug('board-only') })],
  })
  await fillOther(node)
  const notes = { title: 'Oncologist', description: 'scan', location: 'Ward 7', notes: 'bring results' }
  await putAppointment(node, 1, { time: busy, ...notes })
  const { status } = await book(node, { key: 'guest', wish: { ...GUEST, start: '2026-11-23T11:00:00+01:00' } })
  if (status !== 201) throw new Error(`the guest was not booked: ${status}`)
})
afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const DAYS = 'start=2026-11-23&end=2026-12-24&timezone=Europe/Berlin'
const TYPE = '/api/v1/public/organizers/member-1/consultation'
const OPEN = [
  '/book/anna-1/',
  '/book/anna-1/?start=2026-11-24T09:00:00%2B01:00',
  '/book/anna-1/?start=2026-11-23T09:00:00%2B01:00',
  `/book/anna-1/slots?${DAYS}`,
  '/member-1/',
  '/clinic/',
  '/member-1/consultation/',
  '/api/v1/public/organizers/member-1',
  '/api/v1/public/organizers/clinic',
  TYPE,
  `${TYPE}/slots?${DAYS}`,
  '/api/v1/public/links/anna-1',
  `/api/v1/public/links/anna-1/slots?${DAYS}`,
  '/api/v1/public/openapi.json',
  '/api/docs',
]

// Members' addresses, what stands in calendars, names of calendars and hours, guests, private types, strangers, ids.
const PRIVATE = [
  /member\d+@example\.org/,
  /Oncologist|scan|Ward 7|bring results/,
  /Therapy|divorce/,
  /Karla|Geheim|private\.example|99 88 77/,
  /board/i,
  /Member 2[12]/,
  new RegExp([id(ids.CalendarId, 1), id(ids.ScheduleId, 1)].join('|')),
]

test.each(OPEN)('%s tells nothing of anybody that an outsider need not know', async (path) => {
  const { statusCode, body } = await node.app.inject(path)
  expect([200, 409]).toContain(statusCode)
  for (const secret of PRIVATE) expect(body).not.toMatch(secret)
})

test('neither does the refusal of a time that an appointment or somebody else has', async () => {
  for (const start of ['2026-11-23T09:00:00+01:00', '2026-11-23T11:00:00+01:00']) {
    const { status, text } = await book(node, { key: start, wish: { ...WISH, start } })
    expect(status).toBe(409)
    for (const secret of PRIVATE) expect(text).not.toMatch(secret)
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import { createNode, eventType, id, link, putAppointment, schedule, setUp, slots } from './booking-world.ts'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import type { BookingLink } from '../../../src/core/model/booking-link.ts'
import { linkBySlug } from '../../../sync-server/booking/link-by-slug.ts'
import { slug, workspace } from '../../support/rows.ts'

let store: PostgresStore
let node: Node

const ALL_DAY = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
const NIGHT = [{ day: 0, ranges: [{ start: '01:00', end: '04:00' }] }]

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const far = { horizon: { kind: 'calendar-days', days: 3_000 } }
  await setUp(node, {
    members: 4,
    schedules: [
      schedule(1),
      schedule(2, { weekly: ALL_DAY }),
      schedule(3, { weekly: NIGHT }),
      schedule(4, { weekly: [{ day: 1, ranges: [{ start: '09:00', end: '11:00' }] }] }),
    ],
    eventTypes: [
      eventType(1),
      eventType(2, { step: 1, ...far }),
      eventType(3, { step: 60, ...far }),
      eventType(4, { status: 'inactive' }),
      eventType(5, {
        ...far,
        owner: id(ids.MemberId, 4),
        schedule: id(ids.ScheduleId, 4),
        hosts: [{ member: id(ids.MemberId, 4), required: true }],
      }),
    ],
    links: [
      link(1),
      link(2),
      link(3),
      link(4),
      link(5),
      { ...link(6, { eventType: id(ids.EventTypeId, 1), active: false }), slug: slug('closed') },
      { ...link(7, { eventType: id(ids.EventTypeId, 1) }), slug: slug('mailbox') },
    ],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const MONDAY_ONLY = { start: '2026-11-23', end: '2026-11-23', timezone: 'Europe/Berlin' }

test('S1 slots are listed by day, both days included, with the offset of the zone asked for', async () => {
  await putAppointment(node, 1, {
    time: {
      kind: 'timed',
      startsAt: at('2026-11-23T08:15:00Z'),
      endsAt: at('2026-11-23T10:00:00Z'),
      zone: 'Europe/Berlin',
    },
  })
  await putAppointment(node, 2, { time: { kind: 'all-day', firstDay: '2026-11-24', lastDay: '2026-11-24' } })

  expect((await slots(node, { start: '2026-11-22', end: '2026-11-25', timezone: 'Asia/Kathmandu' })).body).toEqual({
    timezone: 'Asia/Kathmandu',
    days: {
      '2026-11-23': [
        { start: '2026-11-23T15:45:00+05:45', end: '2026-11-23T16:15:00+05:45' },
        { start: '2026-11-23T16:15:00+05:45', end: '2026-11-23T16:45:00+05:45' },
      ],
      '2026-11-25': ['13:45', '14:15', '14:45', '15:15', '15:45', '16:15'].map((start, index, all) => ({
        start: `2026-11-25T${start}:00+05:45`,
        end: `2026-11-25T${all[index + 1] ?? '16:45'}:00+05:45`,
      })),
    },
  })
})

test('S3 at a change of the clock the two equal readings differ in their offset', async () => {
  const query = { start: '2027-10-31', end: '2027-10-31', timezone: 'Europe/Berlin' }
  expect(await startsOf(query, 'anna-3')).toEqual([
    '2027-10-31T01:00:00+02:00',
    '2027-10-31T02:00:00+02:00',
    '2027-10-31T02:00:00+01:00',
    '2027-10-31T03:00:00+01:00',
  ])
})

test('T2 a series far beyond the kept occurrences still takes its time', async () => {
  const query = { start: '2031-11-24', end: '2031-11-24', timezone: 'Europe/Berlin' }
  expect(await startsOf(query, 'anna-5')).toEqual([
    '2031-11-24T09:00:00+01:00',
    '2031-11-24T09:30:00+01:00',
    '2031-11-24T10:00:00+01:00',
    '2031-11-24T10:30:00+01:00',
  ])
  const series = {
    start: '2026-11-02T09:30:00',
    allDay: false,
    zone: 'Europe/Berlin',
    length: 3_600_000,
    rules: ['FREQ=WEEKLY'],
    rdates: [],
    exdates: [],
  }
  await putAppointment(node, 10, { calendar: id(ids.CalendarId, 4), time: undefined, series })
  expect(await startsOf(query, 'anna-5')).toEqual(['2031-11-24T09:00:00+01:00', '2031-11-24T10:30:00+01:00'])
})

test('S1 a series too dense to be counted over months takes its time in a long list as in a short one', async () => {
  const series = {
    start: '2032-01-05T00:00:00',
    allDay: false,
    zone: 'Europe/Berlin',
    length: 300_000,
    rules: ['FREQ=MINUTELY;INTERVAL=5'],
    rdates: [],
    exdates: [],
  }
  const query = { start: '2032-01-12', end: '2032-04-05', timezone: 'Europe/Berlin' }
  expect((await startsOf(query, 'anna-5')).length).toBeGreaterThan(10)
  await putAppointment(node, 11, { calendar: id(ids.CalendarId, 4), time: undefined, series })
  expect(await startsOf(query, 'anna-5')).toEqual([])
  expect(await startsOf({ ...query, end: query.start }, 'anna-5')).toEqual([])
})

test('S6 a calendar that does not count as busy, a free and a cancelled appointment take no time', async () => {
  const tuesday = { kind: 'all-day', firstDay: '2026-12-01', lastDay: '2026-12-01' }
  await putAppointment(node, 20, { time: tuesday, availability: 'free' })
  await putAppointment(node, 21, { time: tuesday, status: 'cancelled' })
  await putAppointment(node, 22, { time: tuesday, deletedAt: 1 })
  expect(await startsOf({ start: '2026-12-01', end: '2026-12-01', timezone: 'Europe/Berlin' })).toHaveLength(6)
})

test('a slash at the end changes nothing', async () => {
  const answer = await node.app.inject({ url: '/book/anna-1/slots/', query: MONDAY_ONLY })
  expect(answer.json()).toEqual((await slots(node, MONDAY_ONLY)).body)
})

const INVALID = { error: 'invalid-request', message: 'The request is not valid.' }

test.each([
  [{}, { ...INVALID, fields: { start: 'missing', end: 'missing', timezone: 'missing' } }],
  [
    { ...MONDAY_ONLY, start: '2026-02-30' },
    { ...INVALID, fields: { start: 'invalid' } },
  ],
  [
    { ...MONDAY_ONLY, start: '0000-01-01', end: '9999-12-31' },
    { ...INVALID, fields: { start: 'invalid', end: 'invalid' } },
  ],
  [
    { ...MONDAY_ONLY, end: '2026-11-22' },
    { ...INVALID, fields: { end: 'invalid' } },
  ],
  [
    { ...MONDAY_ONLY, timezone: 'Mars/Olympus' },
    { error: 'unknown-timezone', message: 'This time zone is not known.', fields: { timezone: 'unknown' } },
  ],
])('a wrong question %j is told what is wrong', async (query, body) => {
  expect(await slots(node, query)).toMatchObject({ status: 400, body })
})

const TOO_LONG = { error: 'range-too-long', message: 'At most 92 days and 5,000 slots can be asked for at once.' }

test('S15 92 days can be asked for at once, 93 cannot', async () => {
  const timezone = 'UTC'
  expect((await slots(node, { start: '2026-12-01', end: '2027-03-02', timezone })).status).toBe(200)
  expect(await slots(node, { start: '2026-12-01', end: '2027-03-03', timezone })).toMatchObject({
    status: 400,
    body: TOO_LONG,
  })
})

test('S15 more than 5,000 slots are too many', async () => {
  const timezone = 'UTC'
  expect((await slots(node, { start: '2026-12-01', end: '2026-12-03', timezone }, 'anna-2')).status).toBe(200)
  const answer = await slots(node, { start: '2026-12-01', end: '2026-12-04', timezone }, 'anna-2')
  expect(answer).toMatchObject({ status: 400, body: TOO_LONG })
})

test('an unknown, a closed, an inactive and a reserved address look the same', async () => {
  const answers = await Promise.all(
    ['nobody', 'closed', 'anna-4', 'mailbox', 'Anna-1', '%00', "x'--"].map((slug) => slots(node, MONDAY_ONLY, slug)),
  )
  const text = '{"error":"not-found","message":"There is nothing to book at this address."}'
  expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set([text]))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
})

test('an address stays with whom the server has known longest, whatever id another gives to a link of the same name', async () => {
  const thief = { ...link(0, { eventType: id(ids.EventTypeId, 9) }), slug: slug('anna-1') }
  await setUp(node, {
    members: 5,
    eventTypes: [
      eventType(9, {
        owner: id(ids.MemberId, 5),
        schedule: id(ids.ScheduleId, 5),
        name: 'Stolen',
        hosts: [{ member: id(ids.MemberId, 5), required: true }],
      }),
    ],
    links: [thief],
  })
  const page = await node.app.inject('/book/anna-1/')
  expect(page.body).toContain('Anna Berg')
  expect(page.body).not.toContain('Stolen')
})

test('an address stays with whom it was given to, whose document ever is older, until it is let go of', async () => {
  const member = (n: number) => documentName({ kind: 'member', workspace, member: id(ids.MemberId, n) })
  const put = (n: number, own: BookingLink) =>
    node.deps.serverTransaction(({ write }) => write(member(n), (doc) => writeEntity(doc, bookingLinkLayout, own)))
  const ownerAt = async () => (await linkBySlug(store.read, 'anna-5'))?.owner
  expect(await ownerAt()).toBe(id(ids.MemberId, 4))
  await put(1, { ...link(8, { eventType: id(ids.EventTypeId, 1) }), slug: slug('anna-5') })
  expect(await ownerAt()).toBe(id(ids.MemberId, 4))
  await put(4, { ...link(5), slug: slug('another-one') })
  expect(await ownerAt()).toBe(id(ids.MemberId, 1))
  await put(4, link(5))
  expect(await ownerAt()).toBe(id(ids.MemberId, 1))
})

async function startsOf(query: Record<string, string>, slug?: string): Promise<string[]> {
  const { body } = await slots(node, query, slug)
  const { days } = SlotsAnswer.parse(body)
  return Object.values(days).flatMap((day) => day.map(({ start }) => start))
}

function at(text: string): number {
  return Date.parse(text)
}

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade, SlotsAnswer } from '../../../src/core/contract/booking.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { HOUR, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { audit, booking } from '../../../sync-server/database/schema.ts'
import { freshPglite } from '../../support/pglite.ts'
import {
  book,
  createNode,
  eventType,
  id,
  link,
  MONDAY,
  type Node,
  putAppointment,
  schedule,
  setUp,
  slots,
  workspace,
  zone,
} from './booking-world.ts'

let store: PostgresStore
let node: Node

const member = (n: number) => id(ids.MemberId, n)
const [ONE, TWO, THREE, FOUR] = [member(1), member(2), member(3), member(4)]
const host = (n: number, edit = {}) => ({ member: member(n), required: false, ...edit })
const fixed = { required: true }
const ofTeam = (n: number, edit: Record<string, unknown>) =>
  eventType(n, { owner: ONE, schedule: id(ids.ScheduleId, 1), category: 'round-robin', ...edit })
const away = (n: number, day: string, edit = {}) =>
  Absence.parse({
    id: id(ids.AbsenceId, n * 100 + Number(day.slice(8))),
    member: member(n),
    time: { kind: 'dates', from: day, until: day },
    reason: 'vacation',
    source: 'manual',
    ...edit,
  })

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 4,
    workspace: { holidayRegion: { country: 'DE', state: 'BE' } },
    schedules: [
      schedule(1),
      schedule(2),
      schedule(3),
      schedule(4, { holidays: { observed: true, except: ['2026-12-25'] } }),
    ],
    absences: [away(1, '2026-11-24', { delegate: FOUR }), away(2, '2026-11-25')],
    eventTypes: [
      eventType(1, { durations: [30, 60], buffers: { before: 0, after: 10, between: 20 } }),
      eventType(4, {
        owner: FOUR,
        schedule: id(ids.ScheduleId, 4),
        hosts: [host(4, fixed)],
      }),
    ],
    teamTypes: [
      ofTeam(11, { category: 'collective', hosts: [host(1, fixed), host(2, fixed)] }),
      ofTeam(12, {
        hosts: [host(1, { ...fixed, group: 'doctors' }), host(2, { ...fixed, group: 'doctors' }), host(3)],
      }),
      ofTeam(13, { hosts: [host(2), host(3)] }),
      ofTeam(14, { category: 'group', capacity: 5, hosts: [host(3, fixed)] }),
      ofTeam(15, { strategy: 'most-available', hosts: [host(2), host(3)] }),
    ],
    links: [1, 4, 11, 12, 13, 14, 15].map((n) => link(n)),
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('S5b while a host is away their delegate takes a team’s bookings, and nobody a person’s own', async () => {
  const start = isoOf('2026-11-24', '09:00')
  const made = await bookAt(11, start)
  expect(await hostsOf(made.id)).toEqual([FOUR, TWO])
  expect(await choicesOf(made.id)).toMatchObject([{ member: FOUR, standsInFor: ONE }])
  const written = await appointmentsOf(made.id)
  expect(written.map(({ calendar }) => calendar)).toEqual([2, 4].map((n) => id(ids.CalendarId, n)))
  // Whoever stands in is taken.
  expect(await listed(4, '2026-11-24')).not.toContain('09:00')
  expect(await listed(1, '2026-11-24')).toEqual([])
})

test('S10 of a group any one will do, and the choice is noted with its reason', async () => {
  const made = await bookAt(12, isoOf('2026-11-25', '09:00'))
  expect(await hostsOf(made.id)).toEqual([ONE, THREE])
  expect(await choicesOf(made.id)).toMatchObject([
    { member: ONE, choice: { strategy: 'balanced', decidedBy: 'only-one' } },
    { member: THREE, choice: { strategy: 'balanced', decidedBy: 'only-one' } },
  ])
})

test('S11 bookings are shared out, also where a fixed host stands first; a newcomer is not flooded', async () => {
  const taken: unknown[] = []
  const bookNext = async (day: string, clock: string) => {
    const made = await bookAt(13, isoOf(day, clock))
    taken.push(...(await hostsOf(made.id)))
  }
  for (const clock of ['09:00', '09:30', '10:00', '10:30']) await bookNext('2026-12-01', clock)
  expect(taken).toEqual([TWO, THREE, TWO, THREE])
  // From now on a third shares: she owes nothing for what was before her.
  node.clock.now = instant(node.clock.now + MINUTE)
  const three = ofTeam(13, { hosts: [host(2), host(3), host(1)] })
  const team = documentName({ kind: 'team', workspace, team: id(ids.TeamId, 1) })
  await node.deps.serverTransaction(({ write }) => write(team, (doc) => writeEntity(doc, eventTypeLayout, three)))
  for (const clock of ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']) await bookNext('2026-12-02', clock)
  const later = taken.slice(4)
  expect([ONE, TWO, THREE].map((one) => later.filter((host) => host === one).length)).toEqual([2, 2, 2])
})

test('S11 the most available is who has most of the week left', async () => {
  const startsAt = MONDAY + 21 * 24 * HOUR + 9 * HOUR
  await putAppointment(node, 50, {
    calendar: id(ids.CalendarId, 2),
    time: { kind: 'timed', startsAt, endsAt: startsAt + HOUR, zone },
  })
  expect(await hostsOf((await bookAt(15, isoOf('2026-12-17', '09:00'))).id)).toEqual([THREE])
  const other = startsAt + 24 * HOUR
  await putAppointment(node, 51, {
    calendar: id(ids.CalendarId, 3),
    time: { kind: 'timed', startsAt: other, endsAt: other + 2 * HOUR, zone },
  })
  expect(await hostsOf((await bookAt(15, isoOf('2026-12-17', '10:00'))).id)).toEqual([TWO])
})

test('S5 a public holiday closes, but for who opted out', async () => {
  expect(await listed(1, '2026-12-25')).toEqual([])
  expect(await listed(4, '2026-12-25')).toContain('09:00')
  const refused = await book(node, { key: 'xmas', slug: 'anna-1', wish: { start: isoOf('2026-12-25', '09:00') } })
  expect(refused).toMatchObject({ status: 409, body: { error: 'slot-not-offered' } })
})

test('a session of a group type goes with its first booking', async () => {
  await bookAt(14, isoOf('2026-12-03', '09:00'))
  expect(await listed(14, '2026-12-03')).toEqual(['09:30', '10:00', '10:30', '11:00', '11:30'])
})

test('a duration of the type may be asked for, in the list, in the booking and for what else there is', async () => {
  const starts = async (duration?: string) => listed(1, '2026-12-04', duration)
  expect(await starts()).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
  expect(await starts('60')).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
  const start = isoOf('2026-12-04', '09:00')
  const made = await book(node, { key: 'long', wish: { start, duration: 60 } })
  expect(made).toMatchObject({ status: 201, body: { end: isoOf('2026-12-04', '10:00') } })
  const late = await book(node, { key: 'late', wish: { start, duration: 60 } })
  expect(late).toMatchObject({
    status: 409,
    body: { alternatives: [{ start: isoOf('2026-12-04', '10:30'), end: isoOf('2026-12-04', '11:30') }, {}, {}] },
  })
  const query = { start: '2026-12-04', end: '2026-12-04', timezone: zone }
  expect(await slots(node, { ...query, duration: '45' })).toMatchObject({
    status: 400,
    body: { fields: { duration: 'unknown' } },
  })
  expect(await slots(node, { ...query, duration: 'x' })).toMatchObject({
    status: 400,
    body: { fields: { duration: 'invalid' } },
  })
  expect(await book(node, { key: '45', wish: { start, duration: 45 } })).toMatchObject({
    status: 400,
    body: { fields: { duration: 'unknown' } },
  })
})

test('T3 an appointment keeps what was promised, and its buffers', async () => {
  const start = isoOf('2026-12-07', '09:00')
  const { body } = await book(node, { key: 'promise', wish: { start, timezone: 'Asia/Kathmandu' } })
  const [own] = await appointmentsOf(BookingMade.parse(body).id)
  expect(own?.promised).toEqual({ start: '2026-12-07T13:45:00', zone: 'Asia/Kathmandu', tz: process.versions.tz })
  expect(own?.buffers).toEqual({ before: 0, after: 10, between: 20 })
})

test('S1 what a host moves by a few minutes is listed as it can be booked', async () => {
  const made = await bookAt(1, isoOf('2026-12-08', '10:00'))
  const [own] = await appointmentsOf(made.id)
  if (own?.time?.kind !== 'timed') throw new Error('no appointment')
  const startsAt = instant(own.time.startsAt - 5 * MINUTE)
  await putAppointment(node, 0, {
    ...own,
    time: { ...own.time, startsAt, endsAt: instant(own.time.endsAt - 5 * MINUTE) },
  })
  // From 09:55 to 10:25, 20 minutes between.
  expect(await listed(1, '2026-12-08')).toEqual(['09:00', '11:00', '11:30'])
  await bookAt(1, isoOf('2026-12-08', '09:00'))
  await bookAt(1, isoOf('2026-12-08', '11:00'))
})

async function bookAt(type: number, start: string): Promise<BookingMade> {
  const { status, body } = await book(node, { key: `${type} ${start}`, slug: `anna-${type}`, wish: { start } })
  expect({ status, body }).toMatchObject({ status: 201 })
  return BookingMade.parse(body)
}

async function listed(type: number, day: string, duration?: string): Promise<string[]> {
  const query = { start: day, end: day, timezone: zone, ...(duration !== undefined && { duration }) }
  const { body } = await slots(node, query, `anna-${type}`)
  return Object.values(SlotsAnswer.parse(body).days).flatMap((own) => own.map(({ start }) => start.slice(11, 16)))
}

async function hostsOf(made: ids.BookingId): Promise<readonly ids.MemberId[]> {
  const [row] = await store.read.select().from(booking).where(eq(booking.id, made))
  return row?.hosts ?? []
}

async function choicesOf(made: ids.BookingId): Promise<unknown> {
  const [row] = await store.read.select().from(audit).where(eq(audit.entity, made))
  return Object(row?.new).choices
}

async function appointmentsOf(made: ids.BookingId): Promise<Appointment[]> {
  const { appointment } = store.read.tables
  const rows = await store.read
    .select()
    .from(appointment)
    .where(eq(appointment.bookingId, made))
    .orderBy(appointment.calendar)
  return rows.filter((row) => row.workspace === workspace).map(({ data }) => data)
}

function isoOf(day: string, clock: string): string {
  return `${day}T${clock}:00+01:00`
}

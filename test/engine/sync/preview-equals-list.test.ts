import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import { Series } from '../../../src/core/model/appointment.ts'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import type { Member } from '../../../src/core/model/member.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { HolidayRegion } from '../../../src/core/model/workspace.ts'
import { network } from '../../../src/engine/connect.ts'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { eventually } from '../../support/eventually.ts'
import { online } from '../../support/synced-desk.ts'
import { agenda, at, firstCalendar, hour, NOW, openTestDesk } from '../../support/test-desk.ts'

let server: SyncServer
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }), now: () => NOW })
})
afterAll(() => server.close())

const WEEKS = { start: at('2026-11-20T00:00:00+01:00'), end: at('2027-01-16T00:00:00+01:00') }

/** Everything that shapes hours: a rule, a special day, a break, an absence, holidays with an opt-out, tentative time. */
async function furnish(call: Engine['call'], member: Member): Promise<void> {
  const [schedule] = await call.schedules.list()
  const rule = { kind: 'recurring', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', first: '2026-11-19' }
  const weekdays = { kind: 'weekly', days: [1, 2, 3, 4, 5] }
  const full = Schedule.parse({
    ...schedule,
    overrides: [{ date: '2026-11-24', ranges: [{ start: '07:00', end: '10:00' }] }],
    rules: [{ id: newId(), kind: 'closed', dates: rule, ranges: [] }],
    breaks: [{ id: newId(), name: 'Lunch', dates: weekdays, ranges: [{ start: '12:00', end: '12:40' }] }],
    holidays: { observed: true, except: ['2027-01-01'] },
    tentativeBlocks: false,
  })
  await call.schedules.put({ schedule: full })
  const time = { kind: 'dates', from: '2026-12-07', until: '2026-12-09' }
  const absence = { id: newId(), member: member.id, time, reason: 'vacation', source: 'manual' }
  await call.absences.put({ absence: Absence.parse(absence) })
  await call.workspace.setHolidays({ holidayRegion: HolidayRegion.parse({ country: 'DE' }), closures: [] })
}

async function fillCalendar(call: Engine['call']): Promise<void> {
  const calendar = await firstCalendar(call)
  await call.appointments.create(hour(calendar, 'Firm', '2026-11-23T10:10:00+01:00'))
  const maybe = hour(calendar, 'Maybe', '2026-11-23T14:00:00+01:00')
  await call.appointments.create({ ...maybe, availability: 'tentative' })
  const series = { start: '2026-11-25T15:00:00', allDay: false, zone: 'Europe/Berlin', length: 1_800_000 }
  const rounds = Series.parse({ ...series, rules: ['FREQ=WEEKLY;BYDAY=WE,FR'], rdates: [], exdates: [] })
  await call.appointments.create({ calendar, title: 'Round', series: rounds })
}

function typeOf(owner: Member, schedule: Schedule | undefined): EventType {
  return EventType.parse({
    id: newId(),
    owner: owner.id,
    name: 'Visit',
    slug: 'visit',
    description: '',
    category: 'one-on-one',
    durations: [30, 45],
    step: 20,
    offset: 5,
    buffers: { before: 5, after: 10, between: 20 },
    notice: 90,
    horizon: { kind: 'business-days', days: 30 },
    limits: [
      { of: 'type', measure: 'count', per: 'day', most: 2 },
      { of: 'host', measure: 'minutes', per: 'week', most: 240 },
    ],
    fillGaps: true,
    schedule: schedule?.id,
    hosts: [{ member: owner.id, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
  })
}

async function listed(slug: string, duration: number): Promise<number[]> {
  const days = [
    ['2026-11-20', '2026-12-19'],
    ['2026-12-20', '2027-01-15'],
  ]
  const lists = days.map(async ([start = '', end = '']) => {
    const query = new URLSearchParams({ start, end, timezone: 'Europe/Berlin', duration: String(duration) })
    const answer = await fetch(new URL(`/book/${slug}/slots?${query}`, server.url))
    return Object.values(SlotsAnswer.parse(await answer.json()).days).flat()
  })
  return (await Promise.all(lists)).flat().map(({ start }) => Date.parse(start))
}

async function book(slug: string, start: string, duration: number): Promise<number> {
  const wish = { start, duration, timezone: 'Europe/Berlin', name: 'Ida Holm', email: 'ida@example.org' }
  const headers = { 'content-type': 'application/json', 'idempotency-key': start }
  const answer = await fetch(new URL(`/book/${slug}/book`, server.url), {
    method: 'POST',
    headers,
    body: JSON.stringify(wish),
  })
  return answer.status
}

test('S1 the desk’s preview is the server’s list, for every length, before and after bookings', async () => {
  await using desk = await openTestDesk({ connect: network() })
  const account = { server: server.url, email: 'ada@example.org', password: 'correct horse battery', register: true }
  await desk.call.session.connect(account)
  await online(desk.call)
  const { workspace, member } = await desk.call.session.get()
  await furnish(desk.call, member)
  await fillCalendar(desk.call)
  const eventType = typeOf(member, (await desk.call.schedules.list())[0])
  await desk.call.eventTypes.put({ eventType })
  await online(desk.call)
  await eventually(async () => (await desk.call.session.get()).workspace.holidayRegion?.country === 'DE')
  const document = documentName({ kind: 'member', workspace: workspace.id, member: member.id })
  const link = BookingLink.parse({ id: newId(), eventType: eventType.id, slug: 'ada-visit', active: true })
  await server.deps.serverTransaction(({ write }) =>
    write(document, (doc) => writeEntity(doc, bookingLinkLayout, link)),
  )

  const previewed = async (duration: number) =>
    (await desk.call.eventTypes.slots({ eventType: eventType.id, span: WEEKS, duration })).map(({ start }) => start)
  const both = async () => ({
    preview: [await previewed(30), await previewed(45)],
    list: [await listed(link.slug, 30), await listed(link.slug, 45)],
  })
  const before = await both()
  expect(before.preview).toEqual(before.list)
  expect(before.list[0]?.length).toBeGreaterThan(300)

  // The second one fills its day.
  const wishes = ['2026-11-26T09:05:00+01:00', '2026-11-30T09:05:00+01:00', '2026-11-30T13:05:00+01:00']
  for (const wish of wishes) expect(await book(link.slug, wish, 30)).toBe(201)
  await eventually(
    async () => (await agenda(desk.call)).filter(({ bookingId }) => bookingId !== undefined).length === 3,
  )
  const after = await both()
  expect(after.preview).toEqual(after.list)
  expect(after.list[0]?.length).toBeLessThan(before.list[0]?.length ?? 0)
  const next = after.list.flat().find((start) => start >= at('2026-11-30T00:00:00+01:00'))
  expect(next).toBeGreaterThan(at('2026-12-01T00:00:00+01:00'))
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { putAbsence } from '../../../src/core/commands/put-absence.ts'
import { putDirectory } from '../../../src/core/commands/put-directory.ts'
import { putEventType } from '../../../src/core/commands/put-event-type.ts'
import { putSchedule } from '../../../src/core/commands/put-schedule.ts'
import { renewPromise } from '../../../src/core/commands/renew-promise.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { EventTypeId, MemberId, TeamId, type CalendarId } from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Member } from '../../../src/core/model/member.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import type { Desk } from '../../../src/engine/desk/desk.ts'
import { execute, executeAsAuthority } from '../../../src/engine/desk/execute.ts'
import { affectedBy } from '../../../src/engine/desk/impact-of.ts'
import { movedPromises } from '../../../src/engine/desk/moved-promises.ts'
import { openHours } from '../../../src/engine/desk/open-hours.ts'
import { reasonsAgainst, reasonsOfDay } from '../../../src/engine/desk/reasons-against.ts'
import { slotsOf } from '../../../src/engine/desk/slots-of.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { membersOf } from '../../../src/storage/queries/members-of.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import { workspaceById } from '../../../src/storage/queries/workspace-by-id.ts'
import { openAlone } from '../../support/open-alone.ts'
import { putAppointment } from '../../support/put-appointment.ts'
import { appointment } from '../../support/rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { at, BERLIN } from '../../support/test-desk.ts'

const DATE = WallDate.parse('2026-11-23')
const MONDAY = { start: at('2026-11-23T00:00:00+01:00'), end: at('2026-11-24T00:00:00+01:00') }
const clock = (time: string) => at(`2026-11-23T${time}:00+01:00`)

/** A desk alone with office hours of Berlin, lunch at noon on every day of the week. */
async function openDesk() {
  const stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder())
  const store = stack.use(await openSqlite({ file: join(folder.path, 'desk.sqlite') }))
  const { desk, calendar } = await openAlone(store)
  const { workspace, member } = desk.identity()
  const [row] = await schedulesOf(store.read, { workspace })
  const dates = { kind: 'weekly', days: [0, 1, 2, 3, 4, 5, 6] }
  const lunch = { id: newId(), name: 'Lunch', dates, ranges: [{ start: '12:00', end: '13:00' }] }
  const schedule = Schedule.parse({ ...row?.data, breaks: [lunch] })
  await execute(desk, putSchedule, { schedule })
  const close = () => stack.disposeAsync()
  return { desk, calendar, workspace, member, schedule, [Symbol.asyncDispose]: close }
}

type World = Awaited<ReturnType<typeof openDesk>>

async function putType({ desk, workspace, member, schedule }: World, edit: object = {}): Promise<EventType> {
  const eventType = EventType.parse({
    id: newId(),
    owner: member,
    name: 'Visit',
    slug: 'visit',
    description: '',
    category: 'one-on-one',
    durations: [60, 30],
    step: 30,
    offset: 0,
    buffers: { before: 0, after: 15 },
    notice: 0,
    horizon: { kind: 'unlimited' },
    schedule: schedule.id,
    hosts: [{ member, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
    ...edit,
  })
  const document = documentName({ kind: 'member', workspace, member })
  const done = await execute(desk, putEventType, { document, eventType })
  if (!done.ok) throw new Error(done.reason)
  return eventType
}

async function putBooking(desk: Desk, calendar: CalendarId, edit: object): Promise<Appointment> {
  const booked = appointment(1, { id: newId(), uid: newId(), calendar, bookingId: newId(), source: 'booking', ...edit })
  const done = await execute(desk, putAppointment, booked)
  if (!done.ok) throw new Error('not put')
  return booked
}

function timed(from: string, until: string, date = '2026-11-23') {
  const time = (text: string) => at(`${date}T${text}:00+01:00`)
  return { kind: 'timed' as const, startsAt: time(from), endsAt: time(until), zone: BERLIN }
}

test('the slots are those of the length asked for, else of the first; another length has none', async () => {
  await using world = await openDesk()
  const { id: eventType } = await putType(world)
  const lengths = async (duration?: number) => {
    const slots = await slotsOf(world.desk, { eventType, span: MONDAY, duration })
    return slots.ok ? slots.value.map(({ start, end }) => (end - start) / MINUTE) : slots
  }
  expect(await lengths()).toEqual(Array.from({ length: 12 }, () => 60))
  expect(await lengths(30)).toEqual(Array.from({ length: 14 }, () => 30))
  expect(await lengths(45)).toEqual([])
})

test('S14 nothing stands against a start exactly if it is a slot, every five minutes of a day', async () => {
  await using world = await openDesk()
  const { desk, calendar } = world
  const { id: eventType } = await putType(world, { notice: 60, fillGaps: true })
  await putBooking(desk, calendar, { time: timed('10:05', '10:50'), buffers: { before: 5, after: 0 } })
  await putBooking(desk, calendar, { time: timed('15:00', '16:00'), bookingId: undefined, source: 'desk' })
  for (const duration of [60, 30]) {
    const slots = await slotsOf(desk, { eventType, span: MONDAY, duration })
    const listed = slots.ok ? slots.value.map(({ start }) => start) : []
    const bookable: number[] = []
    for (let start = MONDAY.start; start < MONDAY.end; start = instant(start + 5 * MINUTE)) {
      const against = await reasonsAgainst(desk, { eventType, start, duration })
      if (against.ok && against.value.length === 0) bookable.push(start)
    }
    expect(bookable).toEqual(listed)
    expect(listed.length).toBeGreaterThan(4)
  }
})

test('S14 a whole day in order says the same of each slot, and names break, booking and appointment', async () => {
  await using world = await openDesk()
  const { desk, calendar, member, schedule } = world
  const { id: eventType } = await putType(world, { durations: [30], buffers: { before: 0, after: 0 } })
  const booked = await putBooking(desk, calendar, { time: timed('09:00', '10:00') })
  const plain = await putBooking(desk, calendar, {
    time: timed('16:00', '17:00'),
    bookingId: undefined,
    source: 'desk',
  })
  const day = await reasonsOfDay(desk, { eventType, date: DATE, zone: BERLIN })
  const hours = [{ start: clock('09:00'), end: clock('17:00') }]
  const against = (...reasons: object[]) => [{ kind: 'hosts', need: 'all', hosts: [{ member, reasons }] }]
  const outside = against({ kind: 'outside-hours', date: DATE, hours })
  const span = (from: string, until: string) => ({ start: clock(from), end: clock(until) })
  const lunch = { kind: 'break', break: schedule.breaks[0]?.id, name: 'Lunch', time: span('12:00', '13:00') }
  expect(day).toEqual({
    ok: true,
    value: [
      { from: MONDAY.start, until: clock('09:00'), reasons: outside },
      {
        from: clock('09:00'),
        until: clock('10:00'),
        reasons: against({ kind: 'booking', time: span('09:00', '10:00'), booking: booked.bookingId }),
      },
      { from: clock('10:00'), until: clock('12:00'), reasons: [] },
      { from: clock('12:00'), until: clock('13:00'), reasons: against(lunch) },
      { from: clock('13:00'), until: clock('16:00'), reasons: [] },
      {
        from: clock('16:00'),
        until: clock('17:00'),
        reasons: against({ kind: 'busy', time: span('16:00', '17:00'), appointment: plain.id }),
      },
      { from: clock('17:00'), until: MONDAY.end, reasons: outside },
    ],
  })
})

test('what is not there has no reasons', async () => {
  await using world = await openDesk()
  const asked = { eventType: EventTypeId.parse(newId()), start: clock('10:00') }
  expect(await reasonsAgainst(world.desk, asked)).toMatchObject({ ok: false, reason: 'not-found' })
})

test('C12 other hours, a break or an absence name what is booked and would lie outside; nothing is moved', async () => {
  await using world = await openDesk()
  const { desk, calendar, member, schedule } = world
  const { id: eventType } = await putType(world)
  const early = await putBooking(desk, calendar, { title: 'Early', eventType, time: timed('09:00', '10:00') })
  await putBooking(desk, calendar, { title: 'Late', eventType, time: timed('16:00', '17:00') })
  await putBooking(desk, calendar, { title: 'Gone', eventType, time: timed('09:00', '10:00'), status: 'cancelled' })
  await putBooking(desk, calendar, { title: 'Over', eventType, time: timed('09:00', '10:00', '2026-11-19') })
  await putBooking(desk, calendar, { title: 'Plain', time: timed('09:30', '10:00'), bookingId: undefined })
  const titles = async (changed: Parameters<typeof affectedBy>[1]) =>
    (await affectedBy(desk, changed)).map(({ title }) => title)
  expect(await titles({ schedule })).toEqual([])
  const mondays = [{ day: 1, ranges: [{ start: '10:00', end: '17:00' }] }]
  expect(await affectedBy(desk, { schedule: Schedule.parse({ ...schedule, weekly: mondays }) })).toEqual([
    { appointment: early.id, title: 'Early', time: early.time },
  ])
  const tea = { ...schedule.breaks[0], id: newId(), name: 'Tea', ranges: [{ start: '16:30', end: '16:45' }] }
  expect(await titles({ schedule: Schedule.parse({ ...schedule, breaks: [tea] }) })).toEqual(['Late'])
  const away = Absence.parse({
    id: newId(),
    member,
    time: { kind: 'dates', from: '2026-11-23', until: '2026-11-23' },
    reason: 'sick',
    source: 'manual',
  })
  expect(await titles({ absence: away })).toEqual(['Early', 'Late'])
  // Away already: who was outside before is not affected by it.
  await execute(desk, putAbsence, { absence: away })
  expect(await titles({ absence: { ...away, reason: 'vacation' } })).toEqual([])
  expect(await titles({ schedule: Schedule.parse({ ...schedule, weekly: mondays }) })).toEqual([])
})

test('S5 the hours of a member are what all layers leave', async () => {
  await using world = await openDesk()
  const { desk, member, schedule } = world
  const span = { start: at('2026-11-23T00:00:00+01:00'), end: at('2026-11-26T00:00:00+01:00') }
  const time = { kind: 'dates', from: '2026-11-25', until: '2026-11-25' }
  const absence = Absence.parse({ id: newId(), member, time, reason: 'training', source: 'manual' })
  await execute(desk, putAbsence, { absence })
  const overrides = [{ date: '2026-11-24', ranges: [{ start: '20:00', end: '24:00' }] }]
  await execute(desk, putSchedule, { schedule: Schedule.parse({ ...schedule, overrides }) })
  expect(await openHours(desk, { member, span })).toEqual([
    { start: clock('09:00'), end: clock('12:00') },
    { start: clock('13:00'), end: clock('17:00') },
    { start: at('2026-11-24T20:00:00+01:00'), end: at('2026-11-25T00:00:00+01:00') },
  ])
})

test('T3 what was promised by an older edition and stands elsewhere now is listed, until it is kept or moved', async () => {
  await using world = await openDesk()
  const { desk, calendar } = world
  const promised = (start: string, tz: string) => ({ promised: { start: `2026-11-23T${start}:00`, zone: BERLIN, tz } })
  const moved = await putBooking(desk, calendar, {
    title: 'Moved',
    time: timed('10:00', '10:30'),
    ...promised('11:00', '2025b'),
  })
  await putBooking(desk, calendar, { title: 'As told', time: timed('12:00', '12:30'), ...promised('12:00', '2025b') })
  await putBooking(desk, calendar, { title: 'Newer', time: timed('13:00', '13:30'), ...promised('14:00', '2026a') })
  await putBooking(desk, calendar, {
    title: 'Over',
    time: timed('10:00', '10:30', '2026-11-19'),
    ...promised('11:00', '2025b'),
  })
  expect(await movedPromises(desk)).toEqual([
    {
      appointment: moved.id,
      title: 'Moved',
      startsAt: clock('10:00'),
      endsAt: clock('10:30'),
      promised: { start: '2026-11-23T11:00:00', zone: BERLIN },
      wouldStartAt: clock('11:00'),
    },
  ])
  const target = { document: homeOf(world), id: moved.id }
  await execute(desk, renewPromise, { ...target, tz: desk.tz })
  expect(await movedPromises(desk)).toEqual([])
  const again = await putBooking(desk, calendar, { time: timed('15:00', '15:30'), ...promised('16:00', '2025b') })
  expect((await movedPromises(desk)).map(({ appointment: id }) => id)).toEqual([again.id])
  const time = timed('16:00', '16:30')
  await execute(desk, moveAppointment, { ...target, id: again.id, scope: { kind: 'all' }, time })
  expect(await movedPromises(desk)).toEqual([])
})

function homeOf({ workspace, calendar }: World) {
  return documentName({ kind: 'entries', workspace, calendar, part: '2026-q4' })
}

test('S5b a team’s slots go on while a host is away, as far as who stands in has time; a member’s own do not', async () => {
  await using world = await openDesk()
  const { desk, member, schedule } = world
  const { workspace: id } = desk.identity()
  const ben = MemberId.parse(newId())
  const workspace = await workspaceById(desk.store.read, id)
  const [ada] = await membersOf(desk.store.read, id)
  const people = [Member.parse({ ...ada, id: ben, name: 'Ben', slug: 'ben', email: 'ben@example.org' })]
  await executeAsAuthority(desk, putDirectory, { workspace, members: people, owners: [], shares: [] })
  const mornings = [{ day: 1, ranges: [{ start: '09:00', end: '11:00' }] }]
  const bens = Schedule.parse({ ...schedule, id: newId(), member: ben, weekly: mornings })
  await execute(desk, putSchedule, { schedule: bens })
  const time = { kind: 'dates', from: '2026-11-23', until: '2026-11-23' }
  const away = { id: newId(), member, time, reason: 'vacation', delegate: ben, source: 'manual' }
  await execute(desk, putAbsence, { absence: Absence.parse(away) })
  const own = await putType(world)
  const team = TeamId.parse(newId())
  const ofTeam = EventType.parse({ ...own, id: newId(), slug: 'team', name: 'Team visit' })
  await execute(desk, putEventType, {
    document: documentName({ kind: 'team', workspace: id, team }),
    eventType: ofTeam,
  })
  const starts = async ({ id: eventType }: EventType) => {
    const slots = await slotsOf(desk, { eventType, span: MONDAY })
    return slots.ok ? slots.value.map(({ start }) => start) : slots
  }
  expect(await starts(own)).toEqual([])
  expect(await starts(ofTeam)).toEqual([clock('09:00'), clock('09:30'), clock('10:00')])
})

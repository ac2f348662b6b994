import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import type { MemberId } from '../../../src/core/model/ids.ts'
import type { Interval } from '../../../src/core/model/instant.ts'
import { WallTime } from '../../../src/core/model/wall.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { at, firstCalendar, hour, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

const MONDAY = { start: at('2026-11-23T00:00:00+01:00'), end: at('2026-11-24T00:00:00+01:00') }
const all = { kind: 'all' } as const

/** The hours that are taken, as clocks in Berlin show them. */
async function taken({ call }: Pick<TestDesk, 'call'>, { member, span = MONDAY }: Asked = {}): Promise<string[]> {
  const of = member ?? (await call.session.get()).member.id
  const [time] = await call.freeBusy.of({ members: [of], span })
  return (time?.busy ?? []).map(({ start, end }) => `${clock(start)}-${clock(end)}`)
}

type Asked = { readonly member?: MemberId; readonly span?: Interval }

function clock(time: number): string {
  return new Date(time + 3_600_000).toISOString().slice(11, 16)
}

async function takes(desk: Pick<TestDesk, 'call'>, wanted: readonly string[], asked?: Asked): Promise<void> {
  await eventually(async () => JSON.stringify(await taken(desk, asked)) === JSON.stringify(wanted))
}

test('S6 what takes time follows every change made here', async () => {
  await using desk = await openTestDesk()
  const { appointments, calendars } = desk.call
  const calendar = await firstCalendar(desk.call)
  const seen = [await taken(desk)]
  const see = async (change: Promise<unknown>) => {
    await change
    seen.push(await taken(desk))
  }
  const { id } = await appointments.create(hour(calendar, 'A', '2026-11-23T10:00:00+01:00'))
  seen.push(await taken(desk))
  await see(appointments.move({ id, scope: all, time: hour(calendar, '', '2026-11-23T14:00:00+01:00').time }))
  await see(appointments.edit({ id, scope: all, edit: { availability: 'free' } }))
  await see(appointments.edit({ id, scope: all, edit: { availability: 'tentative' } }))
  await see(appointments.remove({ id, scope: all }))
  await see(appointments.restore({ id }))
  await see(calendars.edit({ id: calendar, countsAsBusy: false }))
  await see(appointments.create(hour(calendar, 'B', '2026-11-23T16:00:00+01:00')))
  await see(calendars.edit({ id: calendar, countsAsBusy: true }))
  await see(appointments.cancel({ id, scope: all }))
  const [both, none] = [['14:00-15:00', '16:00-17:00'], []]
  expect(seen).toEqual([
    none,
    ['10:00-11:00'],
    ['14:00-15:00'],
    none,
    ['14:00-15:00'],
    none,
    ['14:00-15:00'],
    none,
    none,
    both,
    ['16:00-17:00'],
  ])
})

test('S6 tentative time is taken or not, as the schedule says', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const maybe = { ...hour(calendar, 'Maybe', '2026-11-23T10:00:00+01:00'), availability: 'tentative' as const }
  await desk.call.appointments.create(maybe)
  expect(await taken(desk)).toEqual(['10:00-11:00'])
  const [schedule] = await desk.call.schedules.list()
  if (!schedule) throw new Error('no schedule')
  await desk.call.schedules.put({ schedule: { ...schedule, tentativeBlocks: false } })
  expect(await taken(desk)).toEqual([])
})

test('T2 a series takes time on each of its days, a moved one where it is, also far beyond the horizon', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const series = Series.parse({
    start: '2026-11-16T09:00:00',
    allDay: false,
    zone: 'Europe/Berlin',
    length: 3_600_000,
    rules: ['FREQ=WEEKLY'],
    rdates: [],
    exdates: [],
  })
  const { id } = await desk.call.appointments.create({ calendar, title: 'Round', series })
  expect(await taken(desk)).toEqual(['09:00-10:00'])
  const scope = { kind: 'one' as const, original: WallTime.parse('2026-11-23T09:00:00') }
  await desk.call.appointments.move({ id, scope, time: hour(calendar, '', '2026-11-23T12:00:00+01:00').time })
  expect(await taken(desk)).toEqual(['12:00-13:00'])
  const span = { start: at('2036-11-24T00:00:00+01:00'), end: at('2036-11-25T00:00:00+01:00') }
  expect(await taken(desk, { span })).toEqual(['09:00-10:00'])
})

test('S6 what another desk writes takes time here, and what the server refuses no longer does', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await using phone = await signedIn(server, 'ada@example.org')
  await takes(phone, [])
  await ada.call.appointments.create(hour(calendar, 'Far', '2026-11-23T09:00:00+01:00'))
  await takes(phone, ['09:00-10:00'])
  server.judge = () => ({ reason: 'invalid', retry: false })
  await phone.call.appointments.create(hour(calendar, 'Bad', '2026-11-23T11:00:00+01:00'))
  await takes(phone, ['09:00-10:00'])
  expect(await titles(phone.call)).toEqual(['Far'])
})

test('Y6 shared as free or busy somebody’s time is taken here, and with the share it goes', async () => {
  const server = createServerDouble()
  const { id: member } = server.join('ada@example.org', 'owner')
  const grace = server.join('grace@example.org')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await using second = await signedIn(server, 'grace@example.org')
  await ada.call.appointments.create(hour(calendar, 'Private', '2026-11-23T10:00:00+01:00'))
  await ada.call.calendars.share({ calendar, member: grace.id, permission: 'read' })
  await takes(second, ['10:00-11:00'], { member })
  await ada.call.calendars.share({ calendar, member: grace.id })
  await takes(second, [], { member })
  expect(await titles(second.call)).toEqual([])
})

test('Y8 what is taken along into another workspace takes time once, what is left behind none', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  await using alone = await openTestDesk({ connect: server.connect })
  const calendar = await firstCalendar(alone.call)
  await alone.call.appointments.create(hour(calendar, 'Taken along', '2026-11-23T10:00:00+01:00'))
  expect(await taken(alone)).toEqual(['10:00-11:00'])
  await alone.call.session.connect({ server: 'http://server.test', email: 'ada@example.org', password: 'password' })
  await online(alone.call)
  expect(await taken(alone)).toEqual(['10:00-11:00'])
})

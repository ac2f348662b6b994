import { expect, test } from 'vitest'
import { FolderInUseError } from '../../src/storage/folder-lock.ts'
import { at, agenda, BERLIN, firstCalendar, hour, NOW, openTestDesk, titles } from '../support/test-desk.ts'
import { instant } from '../../src/core/model/instant.ts'

test('someone who begins alone finds a workspace, themselves, a calendar and office hours', async () => {
  await using desk = await openTestDesk()
  const session = await desk.call.session.get()
  expect(session.workspace).toMatchObject({ name: 'My workspace', zone: 'Europe/Berlin', locale: 'en', weekStart: 1 })
  expect(session.member).toMatchObject({ name: 'Ada', role: 'owner', zone: 'Europe/Berlin', ended: false })
  expect(session.server).toBeUndefined()
  const calendars = await desk.call.calendars.list()
  expect(
    calendars.map(({ calendar: { name, owner, zone }, permission, ownerName, shares }) => ({
      name,
      owner,
      zone,
      permission,
      ownerName,
      shares,
    })),
  ).toEqual([
    {
      name: 'My calendar',
      owner: session.member.id,
      zone: 'Europe/Berlin',
      permission: 'admin',
      ownerName: 'Ada',
      shares: [],
    },
  ])
  const [schedule] = await desk.call.schedules.list()
  expect(schedule?.weekly).toEqual([1, 2, 3, 4, 5].map((day) => ({ day, ranges: [{ start: '09:00', end: '17:00' }] })))
  expect(await desk.call.sync.state()).toEqual({ phase: 'alone', waiting: 2, refused: 0 })
})

test('Y1 what was answered is there after a restart', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const made = await desk.call.appointments.create(hour(calendar, 'Stand-up', '2026-11-20T10:00:00+01:00'))
  const before = await agenda(desk.call)
  expect(before).toEqual([
    {
      appointment: made.id,
      calendar,
      title: 'Stand-up',
      location: '',
      time: made.time,
      status: 'confirmed',
      availability: 'busy',
      recurring: false,
      private: false,
      writable: true,
      sync: 'synced',
    },
  ])
  const session = await desk.call.session.get()
  await desk.reopen()
  expect(await agenda(desk.call)).toEqual(before)
  expect(await desk.call.session.get()).toEqual(session)
  const edited = await desk.call.appointments.edit({ id: made.id, scope: { kind: 'all' }, edit: { title: 'Daily' } })
  expect(edited).toEqual({ ...made, title: 'Daily', changedAt: NOW })
  expect(await titles(desk.call)).toEqual(['Daily'])
})

test('create, move, cancel, remove, restore', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const { id } = await desk.call.appointments.create(hour(calendar, 'Visit', '2026-11-20T10:00:00+01:00'))
  const all = { kind: 'all' } as const
  const time = {
    kind: 'timed' as const,
    startsAt: at('2026-11-23T08:00:00+01:00'),
    endsAt: at('2026-11-23T09:30:00+01:00'),
    zone: BERLIN,
  }
  const moved = await desk.call.appointments.move({ id, scope: all, time })
  expect(moved.time).toEqual(time)
  await desk.call.appointments.remove({ id, scope: all })
  expect(await agenda(desk.call)).toEqual([])
  await desk.call.appointments.restore({ id })
  const cancelled = await desk.call.appointments.cancel({ id, scope: all, reason: 'ill' })
  expect(cancelled.status).toBe('cancelled')
  expect((await agenda(desk.call)).map(({ status }) => status)).toEqual(['cancelled'])
  expect((await desk.call.appointments.get({ id })).cancellation?.reason).toBe('ill')
})

test('what cannot be is refused with a reason of the closed list, and changes nothing', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const wrong = hour(calendar, 'Backwards', '2026-11-20T10:00:00+01:00')
  const refused = (reason: string) => ({ code: 'REFUSED', data: { reason } })
  await expect(
    desk.call.appointments.create({ ...wrong, time: { ...wrong.time, endsAt: instant(wrong.time.startsAt - 1) } }),
  ).rejects.toMatchObject(refused('end-before-start'))
  await expect(desk.call.calendars.create({ name: 'x', zone: JSON.parse('"Mars/Base"') })).rejects.toMatchObject(
    refused('unknown-zone'),
  )
  await expect(desk.call.appointments.create({ calendar, title: 'no time' })).rejects.toMatchObject(
    refused('invalid-input'),
  )
  const nobody = JSON.parse('"0199f000-0000-7000-8000-000000000000"')
  await expect(desk.call.appointments.get({ id: nobody })).rejects.toMatchObject(refused('not-found'))
  await expect(desk.call.appointments.create({ ...wrong, calendar: nobody })).rejects.toMatchObject(
    refused('forbidden'),
  )
  await expect(
    desk.call.appointments.within({ span: { start: NOW, end: instant(NOW + 500 * 86_400_000) }, zone: BERLIN }),
  ).rejects.toMatchObject(refused('invalid-input'))
  expect(await agenda(desk.call)).toEqual([])
  expect((await desk.call.sync.state()).waiting).toBe(2)
})

test('a second engine on the folder is refused', async () => {
  await using desk = await openTestDesk()
  await expect(desk.reopenBeside()).rejects.toThrow(FolderInUseError)
})

test('a window is told which collections changed', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const watch = await desk.call.changes.watch()
  await desk.call.appointments.create(hour(calendar, 'Visit', '2026-11-20T10:00:00+01:00'))
  expect(await watch.next()).toEqual({ done: false, value: ['appointments'] })
  await desk.call.calendars.create({ name: 'Second' })
  expect(await watch.next()).toEqual({ done: false, value: ['calendars', 'appointments'] })
  await watch.return?.()
})

test('T2 a series is there beyond the horizon of its rows', async () => {
  await using desk = await openTestDesk()
  const calendar = await firstCalendar(desk.call)
  const series = {
    start: '2026-11-23T09:00:00',
    allDay: false,
    zone: BERLIN,
    length: 3_600_000,
    rules: ['FREQ=YEARLY'],
    rdates: [],
    exdates: [],
  }
  await desk.call.appointments.create({ calendar, title: 'Birthday', series: JSON.parse(JSON.stringify(series)) })
  const span = { start: at('2036-11-01T00:00:00Z'), end: at('2036-12-01T00:00:00Z') }
  const found = await desk.call.appointments.within({ span, zone: BERLIN })
  expect(found.map(({ original, time }) => ({ original, time }))).toEqual([
    {
      original: '2036-11-23T09:00:00',
      time: {
        kind: 'timed',
        startsAt: at('2036-11-23T09:00:00+01:00'),
        endsAt: at('2036-11-23T10:00:00+01:00'),
        zone: BERLIN,
      },
    },
  ])
})

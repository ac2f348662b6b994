import { expect, test } from 'vitest'
import { Absence } from '../../../src/core/model/absence.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { AbsenceId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { Closure } from '../../../src/core/model/workspace.ts'
import { FULL_SCHEDULE, SAMPLE_ABSENCE, SAMPLE_EVENT_TYPE, uuid } from '../../core/document/samples.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { withCalendar } from '../../support/synced-desk.ts'
import { eventually } from '../../support/eventually.ts'
import { openTestDesk } from '../../support/test-desk.ts'

const refused = (reason: string) => ({ code: 'REFUSED', data: { reason } })

test('a schedule with everything is kept, also after a restart', async () => {
  await using desk = await openTestDesk()
  const [standing] = await desk.call.schedules.list()
  const schedule = Schedule.parse({ ...FULL_SCHEDULE, id: standing?.id, member: standing?.member })
  expect(await desk.call.schedules.put({ schedule })).toEqual(schedule)
  await desk.reopen()
  expect(await desk.call.schedules.list()).toEqual([schedule])
  const backwards = {
    ...schedule,
    rules: schedule.rules.map((rule) => ({ ...rule, from: rule.until, until: rule.from })),
  }
  await expect(desk.call.schedules.put({ schedule: backwards })).rejects.toMatchObject(refused('end-before-start'))
  expect(await desk.call.schedules.list()).toEqual([schedule])
})

test('absences are put, found by time and member, and taken back', async () => {
  await using desk = await openTestDesk()
  const { id: member } = (await desk.call.session.get()).member
  const holiday = Absence.parse({ ...SAMPLE_ABSENCE, member })
  const visit = Absence.parse({ ...holiday, id: uuid(602), time: { kind: 'span', startsAt: 0, endsAt: 3_600_000 } })
  expect([
    await desk.call.absences.put({ absence: holiday }),
    await desk.call.absences.put({ absence: visit }),
  ]).toEqual([holiday, visit])
  expect(await desk.call.absences.list({})).toEqual([holiday, visit])
  const span = { start: instant(0), end: instant(1) }
  expect(await desk.call.absences.list({ span, members: [member] })).toEqual([visit])
  await desk.call.absences.remove({ member, id: visit.id })
  expect(await desk.call.absences.list({})).toEqual([holiday])
  await expect(desk.call.absences.remove({ member, id: visit.id })).rejects.toMatchObject(refused('not-found'))
  const nobody = AbsenceId.parse(uuid(699))
  await expect(desk.call.absences.remove({ member, id: nobody })).rejects.toMatchObject(refused('not-found'))
})

test('C16 an event type is put where it stands; buffers longer than its shortest duration are a warning', async () => {
  await using desk = await openTestDesk()
  const { member } = await desk.call.session.get()
  const own = { owner: member.id, hosts: [{ member: member.id, required: true }] }
  const eventType = EventType.parse({ ...SAMPLE_EVENT_TYPE, ...own })
  expect(await desk.call.eventTypes.put({ eventType })).toEqual({ eventType, warnings: [] })
  const long = { ...eventType, buffers: { before: 0, after: 31 } }
  expect(await desk.call.eventTypes.put({ eventType: long })).toEqual({
    eventType: long,
    warnings: ['buffers-longer-than-duration'],
  })
  expect((await desk.call.eventTypes.list()).map((row) => row.eventType)).toEqual([long])
  const second = EventType.parse({ ...eventType, id: uuid(61) })
  await expect(desk.call.eventTypes.put({ eventType: second })).rejects.toMatchObject(refused('name-taken'))
})

const closure = Closure.parse({ from: '2026-12-27', until: '2026-12-28', name: 'Winter' })
const days = { from: WallDate.parse('2026-12-24'), until: WallDate.parse('2026-12-27') }
const christmas = [
  { date: '2026-12-25', name: 'Christmas Day', source: 'country' },
  { date: '2026-12-26', name: 'Boxing Day', source: 'country' },
  { date: '2026-12-27', name: 'Winter', source: 'workspace' },
]

test('S5 working alone one says oneself when the workspace is closed', async () => {
  await using desk = await openTestDesk()
  const before = (await desk.call.session.get()).workspace
  const holidays = { holidayRegion: { country: 'DE' }, closures: [closure] }
  expect(await desk.call.workspace.setHolidays(holidays)).toEqual({ ...before, ...holidays })
  expect((await desk.call.session.get()).workspace).toEqual({ ...before, ...holidays })
  expect(await desk.call.workspace.holidays(days)).toEqual(christmas)
  const nowhere = { holidayRegion: { country: 'XX' }, closures: [] }
  await expect(desk.call.workspace.setHolidays(nowhere)).rejects.toMatchObject(refused('invalid-input'))
  const ages = { from: days.from, until: WallDate.parse('9999-12-31') }
  await expect(desk.call.workspace.holidays(ages)).rejects.toMatchObject(refused('invalid-input'))
  const germany = (await desk.call.workspace.holidayRegions()).find(({ country }) => country === 'DE')
  expect(germany).toMatchObject({ name: 'Germany', states: expect.arrayContaining([{ state: 'BY', name: 'Bayern' }]) })
})

test('S5 connected, the server says it, and without it nobody does', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk } = await withCalendar(server, 'ada@example.org')
  await using _ = desk
  const holidays = { holidayRegion: { country: 'DE' }, closures: [closure] }
  const set = await desk.call.workspace.setHolidays(holidays)
  expect(set).toMatchObject(holidays)
  await eventually(async () => (await desk.call.workspace.holidays(days)).length === 3)
  server.cut()
  await expect(desk.call.workspace.setHolidays(holidays)).rejects.toMatchObject(refused('server-unreachable'))
})

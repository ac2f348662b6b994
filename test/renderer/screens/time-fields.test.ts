import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { CalendarId } from '../../../src/core/model/ids.ts'
import { WallDate, ZoneName } from '../../../src/core/model/wall.ts'
import { formOf, newAppointmentOf, newForm } from '../../../src/renderer/screens/editor/appointment-form.ts'
import { changesOf } from '../../../src/renderer/screens/editor/form-changes.ts'
import { timeFields, timeOf, withStart } from '../../../src/renderer/screens/editor/time-fields.ts'
import { appointment, timed, uuid, weekly, ZONE } from '../clinic.ts'

const FRIDAY = WallDate.parse('2026-11-20')
const CALENDAR = CalendarId.parse(uuid(3, 1))
const { time = { kind: 'all-day', firstDay: FRIDAY, lastDay: FRIDAY } as const } = timed(FRIDAY, '09:00', '10:00')

test('a time becomes fields and comes back as it was', () => {
  expect(timeFields(time, ZONE)).toEqual({ allDay: false, firstDay: FRIDAY, lastDay: FRIDAY, start: 540, end: 600 })
  expect(timeOf(timeFields(time, ZONE), ZONE)).toEqual(time)
})

test('an end at midnight is 24:00 of the day before', () => {
  const midnight = {
    kind: 'timed',
    startsAt: instant(Date.parse('2026-11-20T21:00:00Z')),
    endsAt: instant(Date.parse('2026-11-20T23:00:00Z')),
    zone: ZONE,
  } as const
  expect(timeFields(midnight, ZONE)).toEqual({
    allDay: false,
    firstDay: FRIDAY,
    lastDay: FRIDAY,
    start: 1320,
    end: 1440,
  })
  expect(timeOf(timeFields(midnight, ZONE), ZONE)).toEqual(midnight)
})

test('the end keeps its distance when the start moves, also over midnight', () => {
  const fields = timeFields(time, ZONE)
  expect(withStart(fields, FRIDAY, 600)).toEqual({ ...fields, start: 600, end: 660 })
  expect(withStart(fields, WallDate.parse('2026-11-21'), 1410)).toEqual({
    ...fields,
    firstDay: '2026-11-21',
    lastDay: '2026-11-22',
    start: 1410,
    end: 30,
  })
  expect(withStart(fields, FRIDAY, 1380)).toEqual({ ...fields, start: 1380, end: 1440 })
})

test('an end before the start is no time', () => {
  const fields = timeFields(time, ZONE)
  expect(timeOf({ ...fields, end: 500 }, ZONE)).toBeUndefined()
  expect(timeOf({ ...fields, allDay: true, lastDay: WallDate.parse('2026-11-19') }, ZONE)).toBeUndefined()
})

test('something new is a single appointment, or a series that begins where it stands', () => {
  const form = { ...newForm(time, ZONE, CALENDAR), title: ' Lunch ' }
  const texts = { title: 'Lunch', location: '', notes: '', availability: 'busy', private: false }
  expect(newAppointmentOf(form, time, CALENDAR)).toEqual({ calendar: CALENDAR, ...texts, time })
  expect(newAppointmentOf({ ...form, repeat: 'weekly' }, time, CALENDAR)).toEqual({
    calendar: CALENDAR,
    ...texts,
    series: {
      start: '2026-11-20T09:00:00',
      allDay: false,
      zone: ZONE,
      length: 3_600_000,
      rules: ['FREQ=WEEKLY;BYDAY=FR'],
      rdates: [],
      exdates: [],
    },
  })
})

test('only what was changed is asked for, and it is known whether one occurrence can have it alone', () => {
  const found = appointment(1, 'Round', weekly(FRIDAY, '08:00', 30, 'FREQ=DAILY'))
  const before = formOf(found, time, ZONE)
  const changes = (after: Partial<typeof before>) =>
    changesOf(before, { ...before, ...after }, { appointment: found, zone: ZONE })
  expect(changes({})).toEqual({ edit: {}, time: undefined, canBeOne: true })
  expect(changes({ title: 'Other' })).toEqual({ edit: { title: 'Other' }, time: undefined, canBeOne: true })
  expect(changes({ notes: 'x' }).canBeOne).toBe(false)
  expect(changes({ repeat: 'weekly' })).toEqual({
    edit: { series: { ...found.series, rules: ['FREQ=WEEKLY;BYDAY=FR'] } },
    time: undefined,
    canBeOne: false,
  })
  expect(changes({ start: 600, end: 660 })).toEqual({
    edit: {},
    time: {
      kind: 'timed',
      startsAt: instant(Date.parse('2026-11-20T09:00:00Z')),
      endsAt: instant(Date.parse('2026-11-20T10:00:00Z')),
      zone: ZONE,
    },
    canBeOne: true,
  })
})

test('what was made in another zone stays a habit of that zone', () => {
  const lisbon = ZoneName.parse('Europe/Lisbon')
  const found = appointment(1, 'Call', timed(FRIDAY, '09:00', '10:00', lisbon))
  const before = formOf(found, found.time ?? time, ZONE)
  const { time: moved } = changesOf(before, { ...before, start: 660, end: 720 }, { appointment: found, zone: ZONE })
  expect(moved).toEqual({
    kind: 'timed',
    startsAt: instant(Date.parse('2026-11-20T10:00:00Z')),
    endsAt: instant(Date.parse('2026-11-20T11:00:00Z')),
    zone: lisbon,
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import type { ImportedAppointment } from '../../../src/core/ical/read-report.ts'
import { writeCalendarFile } from '../../../src/core/ical/write-calendar-file.ts'
import type { Appointment, AppointmentTime, Override } from '../../../src/core/model/appointment.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../../src/core/model/wall.ts'
import { checkRule } from '../../../src/core/time/recurrence.ts'
import { addDays, instantOf, utcAsWall, wallOf } from '../../../src/core/time/wall-clock.ts'
import { deps, event, readOne, saved } from './calendar-text.ts'

const options = { prodId: '-//Dayloom//EN' }
const written = (...appointments: Appointment[]) => writeCalendarFile(appointments, options)
const events = (text: string) =>
  text.slice(text.indexOf('BEGIN:VEVENT'), text.indexOf('END:VCALENDAR')).split('\r\n').slice(0, -1)

describe('a calendar file that we write', () => {
  test('says everything of a series and its exceptions', () => {
    const one = readOne(
      event(
        'a',
        'SEQUENCE:2',
        'DTSTART;TZID=Europe/Berlin:20260323T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20260427T070000Z',
        'RDATE;TZID=Europe/Berlin:20260401T090000',
        'EXDATE;TZID=Europe/Berlin:20260406T090000',
        'SUMMARY:Team\\, all of it',
        'STATUS:TENTATIVE',
        'ORGANIZER;CN="Lee, Ann":mailto:ann@lee.example',
        'ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@lee.example',
        'ATTENDEE:urn:uuid:1',
        'X-KEPT:as it is',
      ),
      event('a', 'RECURRENCE-ID:20260330T070000Z', 'DTSTART;TZID=Asia/Tokyo:20260330T180000', 'STATUS:CANCELLED'),
      event('a', 'RECURRENCE-ID:20260413T070000Z', 'SUMMARY:Other'),
    )
    const stamps = (...lines: string[]) => [
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTAMP:20260101T000000Z',
      'CREATED:20260101T000000Z',
      'LAST-MODIFIED:20260101T000000Z',
      'SEQUENCE:2',
      ...lines,
      'END:VEVENT',
    ]
    const people = [
      'ORGANIZER;CN="Lee, Ann":mailto:ann@lee.example',
      'ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:bob@lee.example',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:urn:uuid:1',
    ]
    const text = written(saved(one))
    expect(events(text)).toEqual([
      ...stamps(
        'DTSTART;TZID=Europe/Berlin:20260323T090000',
        'DTEND;TZID=Europe/Berlin:20260323T100000',
        'RRULE:FREQ=WEEKLY;UNTIL=20260427T070000Z',
        'RDATE;TZID=Europe/Berlin:20260401T090000',
        'EXDATE;TZID=Europe/Berlin:20260406T090000',
        'SUMMARY:Team\\, all of it',
        'DESCRIPTION:',
        'LOCATION:',
        'STATUS:TENTATIVE',
        'TRANSP:OPAQUE',
        ...people,
        'X-KEPT:as it is',
      ),
      ...stamps(
        'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000',
        'DTSTART;TZID=Asia/Tokyo:20260330T180000',
        'DTEND;TZID=Asia/Tokyo:20260330T190000',
        'SUMMARY:Team\\, all of it',
        'DESCRIPTION:',
        'LOCATION:',
        'STATUS:CANCELLED',
        ...people,
      ),
      ...stamps(
        'RECURRENCE-ID;TZID=Europe/Berlin:20260413T090000',
        'DTSTART;TZID=Europe/Berlin:20260413T090000',
        'DTEND;TZID=Europe/Berlin:20260413T100000',
        'SUMMARY:Other',
        'DESCRIPTION:',
        'LOCATION:',
        'STATUS:TENTATIVE',
        'TRANSP:OPAQUE',
        ...people,
      ),
    ])
    expect(text.match(/^TZID:.*$/gm)).toEqual(['TZID:Europe/Berlin', 'TZID:Asia/Tokyo'])
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dayloom//EN\r\nCALSCALE:GREGORIAN\r\n')).toBe(
      true,
    )
    expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
  })

  test('leaves out what was removed', () => {
    const one = saved(readOne(event('a', 'DTSTART:20260323T090000Z')))
    expect(events(written({ ...one, deletedAt: one.createdAt }))).toEqual([])
  })

  test.each([
    ['the second reading of an hour shown twice goes in UTC', '20261025T013000Z', 'DTSTART:20261025T013000Z'],
    ['the first on the clock', '20261025T003000Z', 'DTSTART;TZID=Europe/Berlin:20261025T023000'],
  ])('%s', (_title, at, line) => {
    const time: AppointmentTime = {
      kind: 'timed',
      startsAt: instant(Date.parse(at.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6'))),
      endsAt: instant(Date.parse('2026-10-25T04:00:00Z')),
      zone: ZoneName.parse('Europe/Berlin'),
    }
    expect(events(written({ ...saved(readOne(event('a', 'DTSTART:20260323T090000Z'))), time }))).toContain(line)
  })

  test('what RFC 5545 has no word for goes in a property of ours', () => {
    const one = readOne(event('a', 'DTSTART:20260323T090000Z'))
    const text = written(saved({ ...one, status: 'no-show', availability: 'free', private: true }))
    expect(events(text).slice(-7, -1)).toEqual([
      'DESCRIPTION:',
      'LOCATION:',
      'STATUS:CONFIRMED',
      'X-DAYLOOM-STATUS:NO-SHOW',
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
    ])
  })
})

// Laws: what was read once comes out of writing and reading again as it was.

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Etc/GMT-3',
)
const minutes = fc.integer({ min: Date.UTC(2019, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })
const wall = minutes.map((minute) => utcAsWall(minute * 60_000))
const day = wall.map((one) => WallDate.parse(one.slice(0, 10)))
const length = fc.integer({ min: 0, max: 4_000 }).map((minute) => minute * 60_000)
const words = fc.string({ maxLength: 120, size: 'max' }).map((text) => text.replaceAll(/\r\n?/g, '\n'))

const time: fc.Arbitrary<AppointmentTime> = fc.oneof(
  fc.record({ at: minutes, zone: zone.map((name) => ZoneName.parse(name)), length }).map(({ at, zone, length }) => {
    // The second reading of an hour loses its zone in a file, so the first is taken.
    const startsAt = instantOf(wallOf(instant(at * 60_000), zone), zone)
    return { kind: 'timed' as const, startsAt, endsAt: instant(startsAt + length), zone }
  }),
  fc
    .record({ day, days: fc.nat(40) })
    .map(({ day, days }) => ({ kind: 'all-day' as const, firstDay: day, lastDay: addDays(day, days) })),
  fc.record({ wall, length }).map(({ wall, length }) => ({
    kind: 'floating' as const,
    start: wall,
    end: utcAsWall(Date.parse(`${wall}Z`) + length),
  })),
)

const rule = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 3 }),
    end: fc.constantFrom('', ';COUNT=5', ';COUNT=40'),
  })
  .map(({ freq, interval, end }) => {
    const checked = checkRule(`FREQ=${freq};INTERVAL=${interval}${end}`)
    return checked.ok ? checked.value : ''
  })

const series = fc
  .record({
    start: wall,
    kind: fc.constantFrom('all-day', 'floating', 'zoned'),
    zone,
    length,
    rule,
    rdates: fc.uniqueArray(wall, { maxLength: 3 }),
  })
  .map(({ start, kind, zone, length, rule, rdates }) => {
    const allDay = kind === 'all-day'
    const own = (one: WallTime) => (allDay ? WallTime.parse(`${one.slice(0, 10)}T00:00:00`) : one)
    const dates = [...new Set(rdates.map(own))].toSorted()
    return {
      start: own(start),
      allDay,
      zone: kind === 'zoned' ? ZoneName.parse(zone) : undefined,
      length: allDay ? 86_400_000 * (1 + (length % 3)) : length,
      rules: [rule],
      rdates: dates.slice(0, 2),
      exdates: dates.slice(2),
    }
  })

const shared = fc.record({
  title: words,
  description: words,
  location: words,
  sequence: fc.nat(9),
  private: fc.boolean(),
  status: fc.constantFrom(
    'confirmed' as const,
    'cancelled' as const,
    'pending' as const,
    'completed' as const,
    'no-show' as const,
  ),
  availability: fc.constantFrom('busy' as const, 'free' as const),
  organizer: fc.option(fc.constantFrom('Ann <ann@lee.example>', 'ann@lee.example', 'Lee, "A" <x@y>'), {
    nil: undefined,
  }),
})

function again(one: ImportedAppointment): ImportedAppointment | undefined {
  const { appointments, setAside } = readCalendarFile(writeCalendarFile([saved(one)], options), {
    ...deps,
    opinions: [],
  })
  expect(setAside).toEqual([])
  return appointments[0]
}

describe('what is written is read again', () => {
  const bare = readOne(event('a@example.com', 'DTSTART:20260323T090000Z', 'ATTENDEE;CN=Bo:mailto:b@c', 'X-A:b'))

  test('single appointments', () => {
    fc.assert(
      fc.property(time, shared, (time, details) => {
        const one = { ...bare, ...details, time }
        expect(again(one)).toEqual(one)
      }),
      { numRuns: 150 },
    )
  })

  test('series with exceptions', () => {
    fc.assert(
      fc.property(series, shared, words, fc.boolean(), (series, details, title, cancelled) => {
        fc.pre(series.exdates.every((one) => one !== series.start))
        const override: Override = {
          ...(title !== details.title && { title }),
          ...(cancelled && details.status !== 'cancelled' && { cancelled }),
        }
        const overrides = Object.keys(override).length > 0 ? { [series.rdates[0] ?? series.start]: override } : {}
        const one = { ...bare, ...details, time: undefined, series, overrides }
        const read = again(one)
        // Where no rule yields the start, an exception of it brings it in as a date.
        const rdates = read?.series?.rdates.filter((wall) => wall !== series.start) ?? []
        expect(read && { ...read, series: { ...read.series, rdates } }).toEqual({
          ...one,
          series: { ...series, rdates: series.rdates.filter((wall) => wall !== series.start) },
        })
      }),
      { numRuns: 150 },
    )
  })
})

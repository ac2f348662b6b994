import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { expandSeries, type SeriesOccurrence } from '../../../src/core/time/recurrence.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const year2026 = { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2027-01-01T00:00:00Z') }

type Given = {
  start: string
  allDay?: boolean
  zone?: string
  length?: number
  rules?: string[]
  rdates?: string[]
  exdates?: string[]
}

function series(given: Given): Series {
  const length = given.allDay ? DAY : HOUR
  return Series.parse({ allDay: false, length, rules: [], rdates: [], exdates: [], ...given })
}

const starts = (occurrences: readonly SeriesOccurrence[]): string[] =>
  occurrences.map((one) => new Date(one.starts).toISOString().replace(':00.000Z', 'Z'))
const in2026 = (given: Given): string[] => starts(expandSeries(series(given), year2026))

const zone = 'Europe/Berlin'

test('T a series keeps its wall time through a change of the clock', () => {
  expect(in2026({ start: '2026-03-23T09:00:00', zone, rules: ['FREQ=WEEKLY;COUNT=3'] })).toEqual([
    '2026-03-23T08:00Z',
    '2026-03-30T07:00Z',
    '2026-04-06T07:00Z',
  ])
})

test('T1 an occurrence in a gap takes the offset before the gap', () => {
  const [first, gap, last] = expandSeries(
    series({ start: '2026-03-28T02:30:00', zone, rules: ['FREQ=DAILY;COUNT=3'] }),
    year2026,
  )
  expect([first, gap, last]).toEqual([
    {
      original: '2026-03-28T02:30:00',
      basis: 'instant',
      starts: Date.parse('2026-03-28T01:30:00Z'),
      ends: Date.parse('2026-03-28T02:30:00Z'),
    },
    {
      original: '2026-03-29T02:30:00',
      basis: 'instant',
      starts: Date.parse('2026-03-29T01:30:00Z'),
      ends: Date.parse('2026-03-29T02:30:00Z'),
    },
    {
      original: '2026-03-30T02:30:00',
      basis: 'instant',
      starts: Date.parse('2026-03-30T00:30:00Z'),
      ends: Date.parse('2026-03-30T01:30:00Z'),
    },
  ])
})

test('T1 occurrences are given in the order of time, where a gap turns that of the readings', () => {
  expect(in2026({ start: '2026-03-29T02:30:00', zone, rules: ['FREQ=MINUTELY;INTERVAL=30;COUNT=3'] })).toEqual([
    '2026-03-29T01:00Z',
    '2026-03-29T01:30Z',
    '2026-03-29T01:30Z',
  ])
})

test('T1 occurrences on dates that do not exist are skipped', () => {
  expect(in2026({ start: '2026-01-31T09:00:00', zone, rules: ['FREQ=MONTHLY;COUNT=4'] })).toEqual([
    '2026-01-31T08:00Z',
    '2026-03-31T07:00Z',
    '2026-05-31T07:00Z',
    '2026-07-31T07:00Z',
  ])
  const leap = series({ start: '2024-02-29T09:00:00', zone, rules: ['FREQ=YEARLY'] })
  expect(starts(expandSeries(leap, { from: year2026.from, until: Date.parse('2033-01-01T00:00:00Z') }))).toEqual([
    '2028-02-29T08:00Z',
    '2032-02-29T08:00Z',
  ])
})

test('T several rules are one set', () => {
  const rules = ['FREQ=WEEKLY;COUNT=2', 'FREQ=DAILY;COUNT=2']
  expect(in2026({ start: '2026-06-01T09:00:00', zone, rules })).toEqual([
    '2026-06-01T07:00Z',
    '2026-06-02T07:00Z',
    '2026-06-08T07:00Z',
  ])
})

test('T dates add and take away; COUNT counts what was taken away', () => {
  const start = '2026-03-23T09:00:00'
  expect(in2026({ start, zone, rdates: ['2026-05-01T10:00:00', start], exdates: [] })).toEqual([
    '2026-03-23T08:00Z',
    '2026-05-01T08:00Z',
  ])
  expect(
    in2026({ start, zone, rules: ['FREQ=DAILY;COUNT=3'], exdates: [start], rdates: ['2026-05-01T10:00:00'] }),
  ).toEqual(['2026-03-24T08:00Z', '2026-03-25T08:00Z', '2026-05-01T08:00Z'])
  expect(in2026({ start, zone, exdates: [start] })).toEqual([])
})

test('T a start that no rule yields is no occurrence', () => {
  expect(in2026({ start: '2026-03-23T09:00:00', zone: 'UTC', rules: ['FREQ=WEEKLY;BYDAY=TU;COUNT=2'] })).toEqual([
    '2026-03-24T09:00Z',
    '2026-03-31T09:00Z',
  ])
})

test('T UNTIL is a wall time and belongs to the series; a date alone is its midnight', () => {
  const start = '2026-03-23T09:00:00'
  expect(in2026({ start, zone, rules: ['FREQ=DAILY;UNTIL=20260325T090000'] }).length).toBe(3)
  expect(in2026({ start, zone, rules: ['FREQ=DAILY;UNTIL=20260325'] })).toEqual([
    '2026-03-23T08:00Z',
    '2026-03-24T08:00Z',
  ])
  expect(in2026({ start: '2026-03-23T00:00:00', allDay: true, rules: ['FREQ=DAILY;UNTIL=20260325'] }).length).toBe(3)
  expect(in2026({ start, zone, rules: ['FREQ=DAILY;UNTIL=20260322'] })).toEqual([])
})

test('T the start of the week decides about every second week', () => {
  const start = '2026-01-06T09:00:00'
  expect(in2026({ start, zone: 'UTC', rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'] })).toEqual([
    '2026-01-06T09:00Z',
    '2026-01-18T09:00Z',
    '2026-01-20T09:00Z',
    '2026-02-01T09:00Z',
  ])
  expect(in2026({ start, zone: 'UTC', rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'] })).toEqual([
    '2026-01-06T09:00Z',
    '2026-01-11T09:00Z',
    '2026-01-20T09:00Z',
    '2026-01-25T09:00Z',
  ])
})

test('T week numbers take the weekday of the start', () => {
  const span = { from: Date.parse('2013-01-01T00:00:00Z'), until: Date.parse('2016-01-01T00:00:00Z') }
  const given = series({ start: '2013-01-01T00:00:00', zone: 'UTC', rules: ['FREQ=YEARLY;BYWEEKNO=1'] })
  expect(starts(expandSeries(given, span))).toEqual(['2013-01-01T00:00Z', '2013-12-31T00:00Z', '2014-12-30T00:00Z'])
})

test('T weeks of a year are repeated by the years whose weeks they are', () => {
  const span = { from: Date.parse('2024-01-01T00:00:00Z'), until: Date.parse('2032-01-01T00:00:00Z') }
  const rules = ['FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1;BYDAY=MO,TU;BYSETPOS=-1']
  const given = series({ start: '2024-12-31T00:00:00', zone: 'UTC', rules })
  // The last day of 2024 lies in the first week of 2025.
  expect(starts(expandSeries(given, span))).toEqual(['2024-12-31T00:00Z', '2028-01-04T00:00Z', '2030-12-31T00:00Z'])
  // 2025 has 52 weeks, 2026 has 53.
  const fromTheEnd = series({ start: '2024-12-31T00:00:00', zone: 'UTC', rules: ['FREQ=YEARLY;BYWEEKNO=-52;BYDAY=TU'] })
  expect(starts(expandSeries(fromTheEnd, { ...span, until: Date.parse('2027-01-01T00:00:00Z') }))).toEqual([
    '2024-12-31T00:00Z',
    '2026-01-06T00:00Z',
  ])
})

test('T a date of the year takes the month of the start, not every month', () => {
  const span = { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2029-01-01T00:00:00Z') }
  const yearly = series({ start: '2026-07-07T00:00:00', allDay: true, rules: ['FREQ=YEARLY;WKST=MO;BYMONTHDAY=7'] })
  expect(starts(expandSeries(yearly, span))).toEqual(['2026-07-07T00:00Z', '2027-07-07T00:00Z', '2028-07-07T00:00Z'])
})

test('T second 60 is none that our clocks show: a start there is no occurrence and does not count', () => {
  const start = '2026-03-23T09:00:00'
  expect(in2026({ start, zone: 'UTC', rules: ['FREQ=DAILY;BYSECOND=0,60;COUNT=2'] })).toEqual([
    '2026-03-23T09:00Z',
    '2026-03-24T09:00Z',
  ])
  for (const freq of ['DAILY', 'MINUTELY', 'SECONDLY']) {
    expect(in2026({ start, zone: 'UTC', rules: [`FREQ=${freq};BYSECOND=60`] })).toEqual([])
  }
})

test('T an ordinal beside a plain weekday adds nothing and takes nothing', () => {
  const rules = ['FREQ=MONTHLY;BYDAY=MO,1TU;UNTIL=20260131']
  expect(in2026({ start: '2026-01-05T09:00:00', zone: 'UTC', rules })).toEqual([
    '2026-01-05T09:00Z',
    '2026-01-06T09:00Z',
    '2026-01-12T09:00Z',
    '2026-01-19T09:00Z',
    '2026-01-26T09:00Z',
  ])
  const yearly = series({ start: '2026-01-05T09:00:00', zone: 'UTC', rules: ['FREQ=YEARLY;BYDAY=MO,1TU'] })
  expect(expandSeries(yearly, year2026).length).toBe(53)
})

test('T a position before the first or after the last is nobody’s', () => {
  const rules = ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5,-5;COUNT=3']
  expect(in2026({ start: '2026-01-01T09:00:00', zone: 'UTC', rules })).toEqual([
    '2026-01-02T09:00Z',
    '2026-01-30T09:00Z',
    '2026-05-01T09:00Z',
  ])
})

test('T all-day and floating series stand on every wall', () => {
  const allDay = series({ start: '2026-03-23T00:00:00', allDay: true, length: 2 * DAY, rules: ['FREQ=WEEKLY;COUNT=2'] })
  expect(expandSeries(allDay, year2026)).toEqual([
    {
      original: '2026-03-23T00:00:00',
      basis: 'wall',
      starts: Date.parse('2026-03-23T00:00:00Z'),
      ends: Date.parse('2026-03-25T00:00:00Z'),
    },
    {
      original: '2026-03-30T00:00:00',
      basis: 'wall',
      starts: Date.parse('2026-03-30T00:00:00Z'),
      ends: Date.parse('2026-04-01T00:00:00Z'),
    },
  ])
  expect(expandSeries(series({ start: '2026-03-23T09:00:00' }), year2026)).toEqual([
    {
      original: '2026-03-23T09:00:00',
      basis: 'wall',
      starts: Date.parse('2026-03-23T09:00:00Z'),
      ends: Date.parse('2026-03-23T10:00:00Z'),
    },
  ])
})

test('T times of day mean nothing to an all-day series', () => {
  const rules = ['FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30;COUNT=2']
  expect(in2026({ start: '2026-03-23T00:00:00', allDay: true, rules })).toEqual([
    '2026-03-23T00:00Z',
    '2026-03-24T00:00Z',
  ])
  const hourly = ['FREQ=HOURLY;UNTIL=20260324T235959']
  expect(in2026({ start: '2026-03-23T00:00:00', allDay: true, rules: hourly })).toEqual([
    '2026-03-23T00:00Z',
    '2026-03-24T00:00Z',
  ])
})

test('T what touches the half-open span is in it, however long it is', () => {
  const nights = series({ start: '2025-12-30T09:00:00', zone: 'UTC', length: 4 * DAY, rules: ['FREQ=MONTHLY;COUNT=2'] })
  expect(starts(expandSeries(nights, year2026))).toEqual(['2025-12-30T09:00Z', '2026-01-30T09:00Z'])

  const hourly = series({ start: '2026-03-23T09:00:00', zone: 'UTC', rules: ['FREQ=HOURLY'] })
  const at = Date.parse('2026-03-23T12:00:00Z')
  expect(starts(expandSeries(hourly, { from: at, until: at + HOUR }))).toEqual(['2026-03-23T12:00Z'])
  expect(starts(expandSeries({ ...hourly, length: 0 }, { from: at, until: at + HOUR }))).toEqual(['2026-03-23T12:00Z'])
  expect(expandSeries(hourly, { from: at, until: at })).toEqual([])
})

test('T far from the start nothing is different', () => {
  const span = { from: Date.parse('2826-01-01T00:00:00Z'), until: Date.parse('2826-01-15T00:00:00Z') }
  const weekly = series({ start: '1990-01-01T09:00:00', zone: 'UTC', rules: ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR'] })
  const every = Array.from({ length: 14 }, (_, n) => span.from + n * DAY + 9 * HOUR).filter(isInPhase)
  expect(expandSeries(weekly, span).map((one) => one.starts)).toEqual(every)
  expect(every.length).toBe(2)
  const counted = series({ start: '1990-01-01T09:00:00', zone: 'UTC', rules: ['FREQ=DAILY;INTERVAL=3;COUNT=5000'] })
  const last = Date.parse('1990-01-01T09:00:00Z') + 4_999 * 3 * DAY
  expect(expandSeries(counted, { from: last - DAY, until: last + 10 * DAY }).map((one) => one.starts)).toEqual([last])
  expect(expandSeries(counted, { from: last + 1, until: last + 100 * DAY }).filter((one) => one.starts > last)).toEqual(
    [],
  )
})

test('T a count of seconds is taken up in the midst of the day on which it ends', () => {
  const seconds = Array.from({ length: 60 }, (_, n) => n).join(',')
  const rules = [`FREQ=MONTHLY;BYDAY=MO;BYMINUTE=0,30;BYSECOND=${seconds};COUNT=245`]
  const given = series({ start: '2026-01-05T09:00:30', zone: 'UTC', rules })
  const from = Date.parse('2026-01-19T00:00:00Z')
  // The 5th has the 90 that are left of its 120, the 12th 120, the 19th the last 35.
  const last = Array.from({ length: 35 }, (_, n) => from + 9 * HOUR + n * 1_000)
  expect(expandSeries(given, { from, until: year2026.until }).map((one) => one.starts)).toEqual(last)
})

/** The Mondays and Fridays of every second week from Monday 1990-01-01 on. */
function isInPhase(at: number): boolean {
  const day = Math.floor((at - Date.parse('1990-01-01T00:00:00Z')) / DAY)
  return [0, 4].includes(day % 14)
}

test('T a series of the year 1 is a series', () => {
  const birthday = series({ start: '0001-11-20T00:00:00', allDay: true, rules: ['FREQ=YEARLY;COUNT=2026'] })
  expect(starts(expandSeries(birthday, { ...year2026, until: Date.parse('2099-01-01T00:00:00Z') }))).toEqual([
    '2026-11-20T00:00Z',
  ])
  const end = series({ start: '9999-12-30T00:00:00', allDay: true, rules: ['FREQ=DAILY'] })
  expect(expandSeries(end, { from: Date.UTC(9999, 0, 1), until: Date.UTC(10_001, 0, 1) }).length).toBe(2)
})

test('T too many is said, not cut off', () => {
  const daily = series({ start: '2026-01-01T09:00:00', zone: 'UTC', rules: ['FREQ=DAILY'] })
  expect(expandSeries(daily, year2026, 366).length).toBe(365)
  expect(() => expandSeries(daily, year2026, 300)).toThrow(new RangeError('too-many-occurrences'))
  const two = series({ start: '2026-01-01T09:00:00', zone: 'UTC', rules: ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=MO'] })
  expect(() => expandSeries(two, year2026, 60)).toThrow(new RangeError('too-many-occurrences'))
})

test('T a rule that was never checked is refused by name', () => {
  const broken = series({ start: '2026-01-01T09:00:00', zone: 'UTC', rules: ['FREQ=OFTEN'] })
  expect(() => expandSeries(broken, year2026)).toThrow(new RangeError('invalid-rule'))
})

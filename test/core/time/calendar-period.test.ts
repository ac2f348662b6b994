import { expect, test } from 'vitest'
import type { Limit } from '../../../src/core/model/event-type.ts'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { periodAt, periodsWithin, type Calendar } from '../../../src/core/time/calendar-period.ts'

const at = (text: string): Instant => instant(Date.parse(text))
const iso = ({ start, end }: Interval): string[] => [start, end].map((one) => new Date(one).toISOString().slice(0, 16))
const calendar = (per: Limit['per'], zone: string, weekStart = 1): Calendar => ({
  per,
  zone: ZoneName.parse(zone),
  weekStart,
})

test('S9 a day is as long as its date', () => {
  const berlin = calendar('day', 'Europe/Berlin')
  expect(iso(periodAt(at('2026-03-28T23:00Z'), berlin))).toEqual(['2026-03-28T23:00', '2026-03-29T22:00'])
  expect(iso(periodAt(instant(at('2026-03-28T23:00Z') - 1), berlin))).toEqual(['2026-03-27T23:00', '2026-03-28T23:00'])
  expect(iso(periodAt(at('2026-10-25T12:00Z'), berlin))).toEqual(['2026-10-24T22:00', '2026-10-25T23:00'])
})

test('S9 weeks begin where the workspace says', () => {
  // 2026-11-22 is a Sunday.
  const sunday = at('2026-11-22T12:00Z')
  const week = (weekStart: number): string[] => iso(periodAt(sunday, calendar('week', 'UTC', weekStart)))
  expect(week(0)).toEqual(['2026-11-22T00:00', '2026-11-29T00:00'])
  expect(week(1)).toEqual(['2026-11-16T00:00', '2026-11-23T00:00'])
  expect(week(6)).toEqual(['2026-11-21T00:00', '2026-11-28T00:00'])
  expect(iso(periodAt(at('1969-12-31T12:00Z'), calendar('week', 'UTC')))).toEqual([
    '1969-12-29T00:00',
    '1970-01-05T00:00',
  ])
})

test('S9 months and years are those of the zone’s calendar', () => {
  const end = at('2026-12-31T23:30Z')
  expect(iso(periodAt(end, calendar('month', 'UTC')))).toEqual(['2026-12-01T00:00', '2027-01-01T00:00'])
  expect(iso(periodAt(end, calendar('month', 'Europe/Berlin')))).toEqual(['2026-12-31T23:00', '2027-01-31T23:00'])
  expect(iso(periodAt(end, calendar('year', 'UTC')))).toEqual(['2026-01-01T00:00', '2027-01-01T00:00'])
  expect(iso(periodAt(end, calendar('year', 'Europe/Berlin')))).toEqual(['2026-12-31T23:00', '2027-12-31T23:00'])
  expect(iso(periodAt(at('2028-02-29T00:00Z'), calendar('month', 'UTC')))).toEqual([
    '2028-02-01T00:00',
    '2028-03-01T00:00',
  ])
})

test('S9 where clocks go back over midnight, an instant is in one day only', () => {
  // St John's, 2010-11-07: at 00:01 clocks went back to 23:01 of the 6th; the 7th had begun a minute before.
  const newfoundland = calendar('day', 'America/St_Johns')
  const seventh = periodAt(at('2010-11-07T12:00Z'), newfoundland)
  expect(iso(seventh)).toEqual(['2010-11-07T02:30', '2010-11-08T03:30'])
  expect(periodAt(at('2010-11-07T03:00Z'), newfoundland)).toEqual(seventh)
  expect(iso(periodAt(instant(seventh.start - 1), newfoundland))).toEqual(['2010-11-06T02:30', '2010-11-07T02:30'])
})

test('S9 a date that a zone skips is no period of its own', () => {
  // Samoa had no 30 December 2011.
  const samoa = calendar('day', 'Pacific/Apia')
  const days = periodsWithin({ start: at('2011-12-29T12:00Z'), end: at('2011-12-31T12:00Z') }, samoa)
  expect(days.map(iso)).toEqual([
    ['2011-12-29T10:00', '2011-12-30T10:00'],
    ['2011-12-30T10:00', '2011-12-31T10:00'],
    ['2011-12-31T10:00', '2012-01-01T10:00'],
  ])
})

test('S9 periods follow each other without gaps', () => {
  for (const per of ['day', 'week', 'month', 'year'] as const) {
    for (const zone of ['Europe/London', 'America/St_Johns', 'Pacific/Apia', 'America/Santiago']) {
      const periods = periodsWithin(
        { start: at('2010-01-01T00:00Z'), end: at('2012-02-01T00:00Z') },
        calendar(per, zone),
      )
      expect(periods.slice(1).map(({ start }) => start)).toEqual(periods.slice(0, -1).map(({ end }) => end))
    }
  }
})

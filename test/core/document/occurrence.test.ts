import { expect, test } from 'vitest'
import { occurrenceAt } from '../../../src/core/document/occurrence-at.ts'
import { occurrenceTime } from '../../../src/core/document/occurrence-time.ts'
import { Series } from '../../../src/core/model/appointment.ts'
import { WallTime } from '../../../src/core/model/wall.ts'
import { DAY } from '../../../src/core/model/instant.ts'
import { EVERY_MONDAY, at } from './samples.ts'

function timeAt(series: object, original: string): unknown {
  const parsed = Series.parse({ ...EVERY_MONDAY, ...series })
  const occurrence = occurrenceAt(parsed, WallTime.parse(original))
  return occurrence && occurrenceTime(parsed, occurrence)
}

const FLOATING = { zone: undefined }
const DAYS = { zone: undefined, allDay: true, start: '2026-03-02T00:00:00', length: 2 * DAY }

test.each([
  [
    'by the rule',
    {},
    '2026-03-09T10:00:00',
    { kind: 'timed', startsAt: at('2026-03-09T09:00:00Z'), endsAt: at('2026-03-09T10:00:00Z'), zone: 'Europe/Berlin' },
  ],
  [
    'in summer',
    {},
    '2026-03-30T10:00:00',
    { kind: 'timed', startsAt: at('2026-03-30T08:00:00Z'), endsAt: at('2026-03-30T09:00:00Z'), zone: 'Europe/Berlin' },
  ],
  [
    'by a date',
    { rules: [], rdates: ['2026-03-04T10:00:00'] },
    '2026-03-04T10:00:00',
    { kind: 'timed', startsAt: at('2026-03-04T09:00:00Z'), endsAt: at('2026-03-04T10:00:00Z'), zone: 'Europe/Berlin' },
  ],
  [
    'T1 in a gap',
    { start: '2026-03-28T02:30:00', rules: ['FREQ=DAILY'] },
    '2026-03-29T02:30:00',
    { kind: 'timed', startsAt: at('2026-03-29T01:30:00Z'), endsAt: at('2026-03-29T02:30:00Z'), zone: 'Europe/Berlin' },
  ],
  [
    'floating',
    FLOATING,
    '2026-03-09T10:00:00',
    { kind: 'floating', start: '2026-03-09T10:00:00', end: '2026-03-09T11:00:00' },
  ],
  ['of days', DAYS, '2026-03-09T00:00:00', { kind: 'all-day', firstDay: '2026-03-09', lastDay: '2026-03-10' }],
  [
    'of a day without length',
    { ...DAYS, length: 0 },
    '2026-03-09T00:00:00',
    { kind: 'all-day', firstDay: '2026-03-09', lastDay: '2026-03-09' },
  ],
  [
    'without length',
    { length: 0 },
    '2026-03-09T10:00:00',
    { kind: 'timed', startsAt: at('2026-03-09T09:00:00Z'), endsAt: at('2026-03-09T09:00:00Z'), zone: 'Europe/Berlin' },
  ],
])('an occurrence %s is found by its original start, and takes place then', (_, series, original, time) => {
  expect(timeAt(series, original)).toEqual(time)
})

test.each([
  ['at another hour', {}, '2026-03-09T10:00:01'],
  ['on another day', {}, '2026-03-10T10:00:00'],
  ['before the start', {}, '2026-02-23T10:00:00'],
  ['excluded', { exdates: ['2026-03-09T10:00:00'] }, '2026-03-09T10:00:00'],
])('there is none %s', (_, series, original) => {
  expect(timeAt(series, original)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { checkRule, expandSeries } from '../../../src/core/time/recurrence.ts'

const upTo = (most: number): string => Array.from({ length: most }, (_, n) => n).join(',')
const EVERY_SECOND = `BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`

// Each of them keeps some library busy for seconds, for hours or for ever.
const HOSTILE = [
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=SECONDLY;BYMONTHDAY=31;BYMONTH=2;COUNT=5',
  'FREQ=SECONDLY;INTERVAL=2;BYSECOND=31',
  'FREQ=SECONDLY;INTERVAL=7;BYHOUR=1;BYMINUTE=1;BYSECOND=1;BYMONTHDAY=31;BYMONTH=4',
  'FREQ=SECONDLY;INTERVAL=4000000000',
  'FREQ=SECONDLY',
  'FREQ=MINUTELY;INTERVAL=2;BYMINUTE=31',
  'FREQ=MINUTELY;INTERVAL=1440;BYHOUR=7',
  'FREQ=HOURLY;INTERVAL=2;BYHOUR=9',
  'FREQ=HOURLY;INTERVAL=24;BYHOUR=9;COUNT=3',
  'FREQ=HOURLY;BYSETPOS=366',
  'FREQ=DAILY;BYMONTHDAY=-1,-2',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5',
  'FREQ=DAILY;INTERVAL=4000000000',
  `FREQ=DAILY;${EVERY_SECOND}`,
  `FREQ=YEARLY;${EVERY_SECOND};BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1`,
  'FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=31',
  'FREQ=WEEKLY;BYSETPOS=300;BYDAY=MO',
  'FREQ=MONTHLY;BYDAY=50MO',
  'FREQ=MONTHLY;BYMONTHDAY=-31;BYMONTH=4;COUNT=4000000000',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
  'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
  'FREQ=YEARLY;INTERVAL=4000000000;BYMONTH=2;BYMONTHDAY=30',
  `FREQ=MONTHLY;${EVERY_SECOND};COUNT=4000000000`,
  `FREQ=DAILY;${EVERY_SECOND};BYDAY=MO;COUNT=4000000000`,
  `FREQ=DAILY;${EVERY_SECOND};BYSETPOS=1`,
  `FREQ=YEARLY;${EVERY_SECOND};BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=4000000000`,
  `FREQ=HOURLY;BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)};COUNT=4000000000`,
  `FREQ=HOURLY;BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)};BYSETPOS=-366`,
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYSETPOS=2',
  'FREQ=SECONDLY;BYSECOND=60',
]

const THREE_YEARS = { from: '2025-11-01', until: '2028-11-01' }
const ALL_YEARS = { from: '0000-01-01', until: '9999-12-31' }
const QUESTIONS = [
  { start: '2020-01-01T00:00:00', ...THREE_YEARS },
  { start: '0001-01-01T00:00:00', ...THREE_YEARS },
  { start: '2020-01-01T00:00:00', ...ALL_YEARS },
  { start: '9998-01-01T00:00:00', ...ALL_YEARS },
]

test.each(HOSTILE)('T %s comes back, expanded or refused', (rule) => {
  expect(checkRule(rule).ok).toBe(true)
  for (const { start, from, until } of QUESTIONS) {
    const zoned = { start, allDay: false, zone: 'Europe/Berlin', length: 0 }
    const series = Series.parse({ ...zoned, rules: [rule], rdates: [], exdates: [] })
    const span = { from: Date.parse(`${from}T00:00:00Z`), until: Date.parse(`${until}T00:00:00Z`) }
    expect(outcome(series, span)).toMatch(/^(\d+ occurrences|too-many-occurrences)$/)
  }
})

function outcome(series: Series, span: { from: number; until: number }): string {
  try {
    return `${expandSeries(series, span).length} occurrences`
  } catch (error) {
    return error instanceof RangeError ? error.message : 'a bug'
  }
}

test('T rules that never come true are empty over the years that are asked for', () => {
  const span = { from: Date.parse('2025-11-01T00:00:00Z'), until: Date.parse('2028-11-01T00:00:00Z') }
  const never = HOSTILE.filter((rule) => /BYMONTHDAY=3[01]|BYMONTH=6|BYMONTH=1$|BYHOUR=[79]|50MO/.test(rule))
  expect(never.length).toBe(14)
  for (const rule of never) {
    const rules = [rule]
    const series = {
      start: '2025-01-01T00:00:00',
      allDay: false,
      zone: 'UTC',
      length: 0,
      rules,
      rdates: [],
      exdates: [],
    }
    expect([rule, expandSeries(Series.parse(series), span)]).toEqual([rule, []])
  }
})

import { describe, expect, test } from 'vitest'
import { event, problems, read, readOne, starts } from './calendar-text.ts'

const UTC = 'DTSTART:20260323T090000Z'
const BERLIN = 'DTSTART;TZID=Europe/Berlin:20260323T090000'
const FLOATING = 'DTSTART:20260323T090000'
const ALL_DAY = 'DTSTART;VALUE=DATE:20260323'
const HOUR = 'DURATION:PT1H'

describe('rules', () => {
  test('a series of wall times on its own clock', () => {
    const one = readOne(event('a', BERLIN, HOUR, 'RRULE:FREQ=WEEKLY;COUNT=3'))
    expect(one.time).toBeUndefined()
    expect(one.series).toEqual({
      start: '2026-03-23T09:00:00',
      allDay: false,
      zone: 'Europe/Berlin',
      length: 3_600_000,
      rules: ['FREQ=WEEKLY;COUNT=3'],
      rdates: [],
      exdates: [],
    })
    expect(starts([one])).toEqual(['20260323T080000Z', '20260330T070000Z', '20260406T070000Z'])
  })

  test.each([
    ['UTC on a zone', BERLIN, '20260406T070000Z', '20260406T090000'],
    ['a local time', BERLIN, '20260406T090000', '20260406T090000'],
    ['a date on a timed series is its midnight', BERLIN, '20260406', '20260406T000000'],
    ['UTC on UTC', UTC, '20260406T090000Z', '20260406T090000'],
    ['UTC on a floating series is read as its own', FLOATING, '20260406T090000Z', '20260406T090000'],
    ['a date on an all-day series', ALL_DAY, '20260406', '20260406T000000'],
    ['a time on an all-day series', ALL_DAY, '20260406T120000Z', '20260406T000000'],
    ['its own midnight in UTC, on the day before it begins', ALL_DAY, '20260322T230000Z', '20260323T000000'],
    ['the end of time', BERLIN, '99991231T235959Z', '99991231T235959'],
  ])('UNTIL: %s', (_title, start, until, expected) => {
    const { series } = readOne(event('a', start, HOUR, `RRULE:FREQ=WEEKLY;UNTIL=${until}`))
    expect(series?.rules).toEqual([`FREQ=WEEKLY;UNTIL=${expected}`])
  })

  test('what some programs put into a rule is left out', () => {
    expect(readOne(event('a', UTC, 'RRULE:RRULE:Anything;freq=weekly;BYDAY=;COUNT=2;')).series?.rules).toEqual([
      'FREQ=WEEKLY;COUNT=2',
    ])
  })

  test('a rule given twice counts once, two rules both', () => {
    const weekly = 'RRULE:FREQ=WEEKLY;COUNT=2'
    expect(readOne(event('a', UTC, weekly, weekly)).series?.rules).toEqual(['FREQ=WEEKLY;COUNT=2'])
    expect(starts([readOne(event('a', UTC, weekly, 'RRULE:FREQ=MONTHLY;COUNT=2'))])).toEqual([
      '20260323T090000Z',
      '20260330T090000Z',
      '20260423T090000Z',
    ])
  })

  test('29 February comes every four years', () => {
    const one = readOne(event('a', 'DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'))
    expect(starts([one], '2024-01-01', '2033-01-01')).toEqual(['20240229', '20280229', '20320229'])
  })

  test('an hourly rule that ends is a series like any other', () => {
    expect(starts([readOne(event('a', UTC, 'RRULE:FREQ=HOURLY;COUNT=30'))])).toHaveLength(30)
  })

  test('EXRULE is kept as a line and told of', () => {
    const { appointments, flagged } = read(event('a', UTC, 'RRULE:FREQ=DAILY;COUNT=2', 'EXRULE:FREQ=DAILY;COUNT=1'))
    expect(appointments[0]?.unknownProperties).toEqual(['EXRULE:FREQ=DAILY;COUNT=1'])
    expect(flagged.map((one) => one.detail)).toEqual(['EXRULE is not applied'])
  })
})

describe('EXDATE', () => {
  const without = (start: string, exdate: string) =>
    starts([readOne(event('a', start, HOUR, 'RRULE:FREQ=WEEKLY;COUNT=2', exdate))])

  test.each([
    ['on the same clock', BERLIN, 'EXDATE;TZID=Europe/Berlin:20260330T090000'],
    ['in UTC', BERLIN, 'EXDATE:20260330T070000Z'],
    ['on another clock', BERLIN, 'EXDATE;TZID=America/New_York:20260330T030000'],
    ['as a local time', BERLIN, 'EXDATE:20260330T090000'],
    ['as a date', BERLIN, 'EXDATE;VALUE=DATE:20260330'],
    ['several on a line', BERLIN, 'EXDATE:20260330T070000Z,20260413T070000Z'],
  ])('%s', (_title, start, exdate) => {
    expect(without(start, exdate)).toEqual(['20260323T080000Z'])
  })

  test.each(['EXDATE;VALUE=DATE:20260330', 'EXDATE:20260330T000000', 'EXDATE:20260330T120000Z'])(
    'all day: %s',
    (exdate) => {
      expect(without(ALL_DAY, exdate)).toEqual(['20260323'])
    },
  )

  test('of an occurrence in a gap of the clock, in UTC', () => {
    const one = event(
      'a',
      'DTSTART;TZID=Europe/Berlin:20260328T023000',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE:20260329T013000Z',
    )
    expect(starts([readOne(one)])).toEqual(['20260328T013000Z', '20260330T003000Z'])
  })

  test('an empty one is nothing, a broken one is told of', () => {
    const { appointments, flagged } = read(
      event('a', UTC, 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:', 'EXDATE;TZID=Mars/X:20260324T090000'),
    )
    expect(starts(appointments)).toEqual(['20260323T090000Z', '20260324T090000Z'])
    expect(flagged[0]?.detail).toMatch(/^line 8: EXDATE 2026-03-24T09:00:00 could not be read; ical.js does not have/)
  })

  test('all of them: no occurrence is left', () => {
    expect(problems(read(event('a', UTC, 'RRULE:FREQ=DAILY;COUNT=1', 'EXDATE:20260323T090000Z')))).toEqual([
      'invalid-rule: no occurrence is left',
    ])
  })
})

describe('RDATE', () => {
  test('adds to the rule and stands alone, in any form', () => {
    const lines = ['RDATE;TZID=Europe/Berlin:20260501T100000', 'RDATE:20260502T080000Z', 'RDATE;VALUE=DATE:20260503']
    expect(starts([readOne(event('a', BERLIN, HOUR, ...lines))])).toEqual([
      '20260323T080000Z',
      '20260501T080000Z',
      '20260502T080000Z',
      '20260503T070000Z',
    ])
  })

  test('may lie before the start', () => {
    const { appointments } = read(event('a', ALL_DAY, 'RRULE:FREQ=YEARLY;COUNT=1', 'RDATE;VALUE=DATE:20250323'))
    expect(starts(appointments, '2025-01-01')).toEqual(['20250323', '20260323'])
  })

  test('a period brings its own length', () => {
    const line = 'RDATE;VALUE=PERIOD:20260324T090000Z/PT1H,20260325T090000Z/PT2H,20260326T090000Z/20260326T120000Z'
    const one = readOne(event('a', UTC, HOUR, line))
    expect(one.series?.rdates).toEqual(['2026-03-24T09:00:00', '2026-03-25T09:00:00', '2026-03-26T09:00:00'])
    const utc = (start: string, end: string) => ({
      time: { kind: 'timed', startsAt: Date.parse(start), endsAt: Date.parse(end), zone: 'UTC' },
    })
    expect(one.overrides).toEqual({
      '2026-03-25T09:00:00': utc('2026-03-25T09:00:00Z', '2026-03-25T11:00:00Z'),
      '2026-03-26T09:00:00': utc('2026-03-26T09:00:00Z', '2026-03-26T12:00:00Z'),
    })
  })
})

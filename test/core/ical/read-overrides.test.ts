import { describe, expect, test } from 'vitest'
import { event, problems, read, readOne, starts } from './calendar-text.ts'

const SERIES = [
  'DTSTART;TZID=Europe/Berlin:20260323T090000',
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'SUMMARY:Team',
]
const ID = 'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000'
const moved = (...lines: string[]) =>
  event('a', ...lines, 'DTSTART;TZID=Europe/Berlin:20260331T150000', 'DTEND;TZID=Europe/Berlin:20260331T170000')
const timed = (start: string, end: string) => ({
  kind: 'timed',
  startsAt: Date.parse(start),
  endsAt: Date.parse(end),
  zone: 'Europe/Berlin',
})

describe('RECURRENCE-ID', () => {
  test('an exception keeps what it has of its own', () => {
    const one = readOne(event('a', ...SERIES), moved(ID, 'SUMMARY:Moved', 'LOCATION:Elsewhere'))
    expect(one.overrides).toEqual({
      '2026-03-30T09:00:00': {
        time: timed('2026-03-31T13:00:00Z', '2026-03-31T15:00:00Z'),
        title: 'Moved',
        location: 'Elsewhere',
      },
    })
    expect(starts([one])).toEqual(['20260323T080000Z', '20260331T130000Z', '20260406T070000Z', '20260413T070000Z'])
  })

  test.each([
    ['in UTC', 'RECURRENCE-ID:20260330T070000Z'],
    ['on another clock', 'RECURRENCE-ID;TZID=America/New_York:20260330T030000'],
    ['as a local time', 'RECURRENCE-ID:20260330T090000'],
    ['as a date', 'RECURRENCE-ID;VALUE=DATE:20260330'],
  ])('may be told %s', (_title, id) => {
    expect(Object.keys(readOne(moved(id), event('a', ...SERIES)).overrides)).toEqual(['2026-03-30T09:00:00'])
  })

  test('one that changes nothing is none; one without a time changes words alone', () => {
    const usual = ['DTSTART;TZID=Europe/Berlin:20260330T090000', 'DURATION:PT1H']
    expect(readOne(event('a', ...SERIES), event('a', ID, ...usual, 'SUMMARY:Team')).overrides).toEqual({})
    expect(readOne(event('a', ...SERIES), event('a', ID, 'SUMMARY:Other')).overrides).toEqual({
      '2026-03-30T09:00:00': { title: 'Other' },
    })
  })

  test('without an end, or with one before its start, it has the length of the series', () => {
    const start = 'DTSTART;TZID=Europe/Berlin:20260331T150000'
    const time = timed('2026-03-31T13:00:00Z', '2026-03-31T14:00:00Z')
    expect(readOne(event('a', ...SERIES), event('a', ID, start)).overrides).toEqual({ '2026-03-30T09:00:00': { time } })
    const early = event('a', ID, start, 'DTEND;TZID=Europe/Berlin:20260331T140000')
    expect(readOne(event('a', ...SERIES), early).overrides).toEqual({ '2026-03-30T09:00:00': { time } })
  })

  test('all-day and floating series have theirs, too', () => {
    const days = readOne(
      event('a', 'DTSTART;VALUE=DATE:20260323', 'RRULE:FREQ=DAILY;COUNT=3'),
      event('a', 'RECURRENCE-ID;VALUE=DATE:20260324', 'DTSTART;VALUE=DATE:20260327'),
      event('a', 'RECURRENCE-ID;VALUE=DATE:20260325', 'DTSTART;VALUE=DATE:20260325'),
    )
    expect(days.overrides).toEqual({
      '2026-03-24T00:00:00': { time: { kind: 'all-day', firstDay: '2026-03-27', lastDay: '2026-03-27' } },
    })
    const floating = readOne(
      event('a', 'DTSTART:20260323T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
      event('a', 'RECURRENCE-ID:20260324T090000', 'DTSTART:20260324T100000'),
      event('a', 'RECURRENCE-ID:20260325T090000', 'DTSTART:20260325T090000'),
    )
    expect(floating.overrides).toEqual({
      '2026-03-24T09:00:00': { time: { kind: 'floating', start: '2026-03-24T10:00:00', end: '2026-03-24T11:00:00' } },
    })
  })

  test('a cancelled one stays, as cancelled', () => {
    expect(readOne(event('a', ...SERIES), event('a', ID, 'STATUS:CANCELLED')).overrides).toEqual({
      '2026-03-30T09:00:00': { cancelled: true },
    })
  })

  test('of several for one occurrence the highest SEQUENCE counts, then the last', () => {
    const own = (title: string, sequence: number) => event('a', ID, `SUMMARY:${title}`, `SEQUENCE:${sequence}`)
    expect(readOne(event('a', ...SERIES), own('two', 2), own('also two', 2), own('one', 1)).overrides).toEqual({
      '2026-03-30T09:00:00': { title: 'also two' },
    })
  })

  test('for an occurrence that the series does not have, or that is excluded, it stands all the same', () => {
    const stray = read(event('a', ...SERIES), event('a', 'RECURRENCE-ID:20260401T070000Z', 'DTSTART:20260401T080000Z'))
    expect(starts(stray.appointments)).toContain('20260401T080000Z')
    expect(stray.flagged[0]?.detail).toMatch(/^an exception is for an occurrence that the series does not have/)
    const excluded = readOne(event('a', ...SERIES, 'EXDATE;TZID=Europe/Berlin:20260330T090000'), moved(ID))
    expect(starts([excluded])).toContain('20260331T130000Z')
  })

  test('of an event that happens once makes it a series of that one', () => {
    const one = readOne(
      event('a', 'DTSTART:20260323T090000Z'),
      event('a', 'RECURRENCE-ID:20260323T090000Z', 'SUMMARY:x'),
    )
    expect([one.series?.rules, one.overrides]).toEqual([[], { '2026-03-23T09:00:00': { title: 'x' } }])
  })

  test('a broken one is set aside alone; all of a broken series together', () => {
    const alone = read(event('a', ...SERIES), event('a', 'RECURRENCE-ID:soon'), event('a', ID, 'DTSTART:never'))
    expect(starts(alone.appointments)).toHaveLength(4)
    expect(problems(alone)).toEqual(['invalid-date: RECURRENCE-ID:soon', 'invalid-date: DTSTART:never'])
    const together = read(event('a', 'DTSTART:20260323T090000Z', 'RRULE:FREQ=NONE'), moved(ID))
    expect(problems(together)).toEqual(['invalid-rule: no frequency'])
    expect(together.setAside[0]?.text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    const never = read(event('a', 'DTSTART:20260323T090000Z', 'RRULE:FREQ=SECONDLY'), moved(ID))
    expect(never.setAside[0]?.text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  })
})

describe('exceptions of a series that the file does not hold', () => {
  test('one is a single appointment that keeps its RECURRENCE-ID', () => {
    const one = readOne(moved(ID, 'SUMMARY:Alone'))
    expect([one.time, one.series, one.unknownProperties]).toEqual([
      timed('2026-03-31T13:00:00Z', '2026-03-31T15:00:00Z'),
      undefined,
      [ID],
    ])
  })

  test('several are a series of just these', () => {
    const one = readOne(
      event('a', 'RECURRENCE-ID:20260330T070000Z', 'DTSTART:20260330T080000Z', 'DURATION:PT1H', 'SUMMARY:x'),
      event('a', 'RECURRENCE-ID:20260323T080000Z', 'DTSTART:20260323T080000Z', 'DURATION:PT1H', 'SUMMARY:y'),
    )
    expect(one.series).toMatchObject({ start: '2026-03-23T08:00:00', rdates: ['2026-03-30T07:00:00'], rules: [] })
    expect(starts([one])).toEqual(['20260323T080000Z', '20260330T080000Z'])
    expect(one.overrides).toMatchObject({ '2026-03-23T08:00:00': { title: 'y' } })
  })

  test('a broken one costs itself', () => {
    const report = read(
      event('a', ID, 'DTSTART:never'),
      event('a', 'RECURRENCE-ID:20260406T070000Z', 'DTSTART:20260406T080000Z'),
    )
    expect([starts(report.appointments), problems(report)]).toEqual([
      ['20260406T080000Z'],
      ['invalid-date: DTSTART:never'],
    ])
  })
})

describe('THISANDFUTURE', () => {
  const FUTURE = 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260406T090000'
  const later = (clock: string, ...lines: string[]) =>
    event('a', FUTURE, `DTSTART;TZID=Europe/Berlin:${clock}`, 'DURATION:PT2H', ...lines)

  test('ends the series and begins another one', () => {
    const { appointments } = read(event('a', ...SERIES), later('20260406T140000', 'SUMMARY:Afternoon'))
    expect(appointments.map(({ uid, title, series }) => ({ uid, title, series }))).toEqual([
      {
        uid: 'a',
        title: 'Team',
        series: expect.objectContaining({
          start: '2026-03-23T09:00:00',
          rules: ['FREQ=WEEKLY;UNTIL=20260406T085959'],
          length: 3_600_000,
        }),
      },
      {
        uid: 'a_R20260406T090000',
        title: 'Afternoon',
        series: expect.objectContaining({
          start: '2026-04-06T14:00:00',
          rules: ['FREQ=WEEKLY;COUNT=2'],
          length: 7_200_000,
        }),
      },
    ])
    expect(starts(appointments)).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
      '20260406T120000Z',
      '20260413T120000Z',
    ])
  })

  test('its exceptions, dates and ends go along', () => {
    const lines = [
      'DTSTART;TZID=Europe/Berlin:20260323T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;UNTIL=20260427T070000Z',
      'RDATE;TZID=Europe/Berlin:20260325T090000,20260408T090000',
      'EXDATE;TZID=Europe/Berlin:20260330T090000,20260413T090000',
    ]
    const exception = event(
      'a',
      'RECURRENCE-ID;TZID=Europe/Berlin:20260420T090000',
      'DTSTART;TZID=Europe/Berlin:20260421T090000',
    )
    const { appointments } = read(event('a', ...lines), later('20260406T100000'), exception)
    expect(starts(appointments)).toEqual([
      '20260323T080000Z',
      '20260325T080000Z',
      '20260406T080000Z',
      '20260408T080000Z',
      '20260421T070000Z',
      '20260427T080000Z',
    ])
  })

  test('moved to another day, the new series is kept as its dates', () => {
    const { appointments } = read(event('a', ...SERIES), later('20260407T090000'))
    expect(appointments[1]?.series).toMatchObject({
      start: '2026-04-07T09:00:00',
      rules: [],
      rdates: ['2026-04-14T09:00:00'],
    })
    expect(starts(appointments)).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
      '20260407T070000Z',
      '20260414T070000Z',
    ])
  })

  test('two of them make three series', () => {
    const second = event('a', FUTURE.replace('20260406', '20260413'), 'DTSTART;TZID=Europe/Berlin:20260413T160000')
    const { appointments } = read(event('a', ...SERIES), second, later('20260406T140000'))
    expect(starts(appointments)).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
      '20260406T120000Z',
      '20260413T140000Z',
    ])
  })

  test('on another clock, or for the first occurrence, it is an exception like any other', () => {
    const elsewhere = event('a', FUTURE, 'DTSTART;TZID=America/New_York:20260406T090000')
    expect(starts(read(event('a', ...SERIES), elsewhere).appointments)).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
      '20260406T130000Z',
      '20260413T070000Z',
    ])
    const first = event('a', FUTURE.replace('20260406', '20260323'), 'SUMMARY:From the first on')
    expect(readOne(event('a', ...SERIES), first).overrides).toEqual({
      '2026-03-23T09:00:00': { title: 'From the first on' },
    })
  })
})

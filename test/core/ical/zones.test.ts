import { describe, expect, test } from 'vitest'
import { zoneGuessed, zoneNamed } from '../../../src/core/ical/zone-name.ts'
import { zoneBlock } from '../../../src/core/ical/zone-block.ts'
import { WINDOWS_ZONES } from '../../../src/core/ical/windows-zones.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { event, observance, problems, read, readOne, starts, timezone } from './calendar-text.ts'

const NINE = (tzid: string) => `DTSTART;TZID=${tzid}:20260323T090000`
const zoneOf = (...lines: readonly (string | readonly string[])[]) => {
  const { time, series } = readOne(...lines)
  return series ? series.zone : time?.kind === 'timed' ? time.zone : undefined
}

describe('names', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/New York', 'America/New_York'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['eastern standard time', 'America/New_York'],
    ['Etc/GMT-3', 'Etc/GMT-3'],
    ['GMT', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
  ])('%s is %s beyond doubt', (tzid, zone) => {
    expect(zoneNamed(tzid)).toBe(zone)
  })

  test.each([
    ['EST5EDT', 'EST5EDT'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern', 'Europe/Amsterdam'],
    ['(GMT-05:00) Lima, Bogota', 'America/Lima'],
    ['Madrid, Paris', 'Europe/Madrid'],
    ['UTC+2', 'Etc/GMT-2'],
    ['GMT-04:00', 'Etc/GMT+4'],
    ['+0000', 'UTC'],
    ['+0530', 'Asia/Kolkata'],
    ['(UTC+05:45)', 'Asia/Kathmandu'],
    ['Office Zone', undefined],
    ['(UTC+09:00) Nowhere', 'Etc/GMT-9'],
    ['+1959', undefined],
    ['Mars/Olympus', undefined],
  ])('%s is taken for %s', (tzid, zone) => {
    expect(zoneNamed(tzid)).toBeUndefined()
    expect(zoneGuessed(tzid)).toBe(zone)
  })

  test('every Windows name leads to a zone that is known here', () => {
    expect([...WINDOWS_ZONES.values()].filter((name) => !ZoneName.safeParse(name).success)).toEqual([])
    expect(WINDOWS_ZONES.size).toBe(132)
  })
})

describe('a VTIMEZONE of its own', () => {
  const summer = { start: '19810329T020000', from: '+0100', to: '+0200', rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU' }
  const winter = { start: '19961027T030000', from: '+0200', to: '+0100', rule: 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU' }
  const office = (...observances: string[][]) => timezone('Office', ...observances)
  const fixed = (offset: string) =>
    office(observance('STANDARD', { start: '19700101T000000', from: offset, to: offset }))
  const weekly = event('a', NINE('Office'), 'RRULE:FREQ=WEEKLY')

  test('is known by its rules', () => {
    const zone = office(observance('DAYLIGHT', summer), observance('STANDARD', winter))
    expect(zoneOf(zone, weekly)).toBe('Europe/Berlin')
    expect(starts([readOne(zone, weekly)], '2026-03-20', '2026-04-02')).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
    ])
  })

  test('of several that read alike the one it says itself is meant, then the reader’s own', () => {
    const zone = timezone('Office', observance('DAYLIGHT', summer), observance('STANDARD', winter))
    const said = [...zone.slice(0, 2), 'X-LIC-LOCATION:Europe/Vienna', ...zone.slice(2)]
    expect(zoneOf(said, weekly)).toBe('Europe/Vienna')
  })

  test.each([
    ['+0300', 'Etc/GMT-3'],
    ['-0500', 'Etc/GMT+5'],
    ['+0000', 'UTC'],
    ['+0530', 'Asia/Kolkata'],
    ['+054500', 'Asia/Kathmandu'],
  ])('of the one offset %s is %s', (offset, zone) => {
    expect(zoneOf(fixed(offset), weekly)).toBe(zone)
  })

  test('that no zone reads alike leaves the instants: in UTC, and flagged', () => {
    const single = read(fixed('+0017'), event('a', NINE('Office'), 'DURATION:PT1H'))
    expect(single.appointments[0]?.time).toEqual({
      kind: 'timed',
      startsAt: Date.parse('2026-03-23T08:43:00Z'),
      endsAt: Date.parse('2026-03-23T09:43:00Z'),
      zone: 'UTC',
    })
    expect(single.flagged.map((one) => one.detail)).toEqual(['no zone has its clock; its times are kept in UTC'])

    const exception = event('a', 'RECURRENCE-ID;TZID=Office:20260330T090000', NINE('Office').replace('23T', '31T'))
    const finite = read(fixed('+0017'), event('a', NINE('Office'), 'RRULE:FREQ=WEEKLY;COUNT=3'), exception)
    expect(finite.appointments[0]?.series).toMatchObject({
      zone: 'UTC',
      start: '2026-03-23T08:43:00',
      rules: [],
      rdates: ['2026-03-30T08:43:00', '2026-04-06T08:43:00'],
    })
    expect(starts(finite.appointments)).toEqual(['20260323T084300Z', '20260331T084300Z', '20260406T084300Z'])
  })

  test('that no zone reads alike, of a series without end, gives way to the nearest zone, and is flagged', () => {
    const strange = { ...summer, start: '20200329T020000', from: '+0100', to: '+0130' }
    const back = { ...winter, start: '20201025T030000', from: '+0130', to: '+0100' }
    const report = read(office(observance('DAYLIGHT', strange), observance('STANDARD', back)), weekly)
    expect(report.flagged[0]?.detail).toMatch(/^no zone has its clock; [A-Za-z]+\/[A-Za-z_]+ comes nearest/)
  })

  test('reads as it says around its changes, also where a reading is skipped or shown twice', () => {
    const odd = (start: string) =>
      readOne(
        office(
          observance('DAYLIGHT', { ...summer, from: '+0017', to: '+0117' }),
          observance('STANDARD', { ...winter, from: '+0117', to: '+0017' }),
        ),
        event('a', `DTSTART;TZID=Office:${start}`),
      ).time
    expect(odd('20260329T023000')).toMatchObject({ startsAt: Date.parse('2026-03-29T02:13:00Z') })
    expect(odd('20261025T023000')).toMatchObject({ startsAt: Date.parse('2026-10-25T01:13:00Z') })
  })

  test('without anything that can be read explains nothing', () => {
    const broken = office(['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETTO:soon', 'END:STANDARD'])
    expect(problems(read(broken, weekly))).toEqual(['unknown-zone: Office'])
    expect(zoneOf(timezone('UTC+2'), event('a', NINE('UTC+2')))).toBe('Etc/GMT-2')
  })

  test('may list its changes as dates, and end its rules in UTC', () => {
    const listed = office(
      [
        'BEGIN:STANDARD',
        'DTSTART:20251026T030000',
        'RDATE:20261025T030000',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'END:STANDARD',
      ],
      observance('DAYLIGHT', {
        ...summer,
        start: '20250330T020000',
        rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20260329T010000Z',
      }),
    )
    expect(zoneOf(listed, event('a', NINE('Office')))).toBe('Europe/Berlin')
    expect(zoneOf(listed, event('a', NINE('Office').replace('20260323', '20260629')))).toBe('Europe/Berlin')
  })

  test('of another calendar in the same file counts where a calendar has none', () => {
    const zone = office(observance('DAYLIGHT', summer), observance('STANDARD', winter))
    expect(zoneOf(zone, 'END:VCALENDAR', 'BEGIN:VCALENDAR', weekly)).toBe('Europe/Berlin')
  })

  test('with the name of a zone does not stand above that zone, but is told of', () => {
    const old = timezone(
      'America/New_York',
      observance('DAYLIGHT', {
        start: '19870405T020000',
        from: '-0500',
        to: '-0400',
        rule: 'FREQ=YEARLY;BYMONTH=4;BYDAY=1SU',
      }),
      observance('STANDARD', {
        start: '19871025T020000',
        from: '-0400',
        to: '-0500',
        rule: 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      }),
    )
    const report = read(old, event('a', NINE('America/New_York'), 'RRULE:FREQ=YEARLY'))
    expect(starts(report.appointments)).toEqual(['20260323T130000Z'])
    expect(report.flagged[0]?.detail).toMatch(/^the file's own rules for America\/New_York are not those of that zone/)
  })
})

describe('what is written of a zone', () => {
  const span = { from: Date.parse('2020-01-01T00:00:00Z'), until: Date.parse('2030-01-01T00:00:00Z') }

  test('goes on by its rule', () => {
    expect(zoneBlock(ZoneName.parse('Europe/Berlin'), 'Europe/Berlin', span)).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:STANDARD',
      'DTSTART:20200101T010000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20200329T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'DTSTART:20201025T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ])
  })

  test('ends a rule that was given up, and lists what follows none', () => {
    const mexico = zoneBlock(ZoneName.parse('America/Mexico_City'), 'Mexico', {
      ...span,
      from: Date.parse('2015-01-01T00:00:00Z'),
    })
    expect(mexico.filter((line) => line.startsWith('RRULE'))).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20220403T080000Z',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20221030T070000Z',
    ])
    const morocco = zoneBlock(ZoneName.parse('Africa/Casablanca'), 'Morocco', span)
    expect(morocco.filter((line) => line.startsWith('RRULE'))).toEqual([])
    expect(morocco.filter((line) => line === 'BEGIN:DAYLIGHT').length).toBeGreaterThan(5)
  })

  test('before clocks were told by the hour, has seconds', () => {
    const block = zoneBlock(ZoneName.parse('Europe/Amsterdam'), 'x', {
      from: Date.parse('1900-01-01T00:00:00Z'),
      until: Date.parse('1910-01-01T00:00:00Z'),
    })
    expect(block.find((line) => line.startsWith('TZOFFSETTO'))).toMatch(/^TZOFFSETTO:\+\d{4}(?:\d\d)?$/)
  })
})

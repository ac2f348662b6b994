import { describe, expect, test } from 'vitest'
import { calendarGroups } from '../../../src/core/ical/calendar-groups.ts'
import { deadlineReading } from '../../../src/core/ical/deadline-reading.ts'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import { deps, event, file, problems, read, readOne, starts } from './calendar-text.ts'

const NINE = 'DTSTART:20260323T090000Z'

function everyMinute(count: number): string {
  const first = Date.parse('2026-03-23T09:01:00Z')
  const minutes = Array.from({ length: count }, (_, i) => new Date(first + i * 60_000).toISOString())
  return minutes.map((minute) => minute.replaceAll(/[-:]|\.000/g, '')).join(',')
}

describe('an event', () => {
  test('comes in whole', () => {
    const one = readOne(
      event(
        'meeting@example.com',
        'DTSTAMP:20260101T000000Z',
        'CREATED:20260101T000000Z',
        'LAST-MODIFIED:20260101T000000Z',
        'SEQUENCE:3',
        'DTSTART;TZID=Europe/Berlin:20260323T090000',
        'DTEND;TZID=Europe/Berlin:20260323T103000',
        'SUMMARY;LANGUAGE=en:Plans\\, and more',
        'DESCRIPTION:first line\\nsecond line',
        'LOCATION:Room 4',
        'STATUS:TENTATIVE',
        'CLASS:CONFIDENTIAL',
        'ORGANIZER;CN="Lee, Ann":mailto:ann@lee.example',
        'ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:MAILTO:bob@lee.example',
        'ATTENDEE;PARTSTAT=X-NO-SHOW:mailto:cy@lee.example',
        'ATTENDEE:mailto:cy@lee.example',
        'CATEGORIES:a,b',
        'X-COLOUR;X-P=1:blue',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT15M',
        'END:VALARM',
      ),
    )
    expect(one).toEqual({
      uid: 'meeting@example.com',
      sequence: 3,
      title: 'Plans, and more',
      description: 'first line\nsecond line',
      location: 'Room 4',
      notes: '',
      time: {
        kind: 'timed',
        startsAt: Date.parse('2026-03-23T08:00:00Z'),
        endsAt: Date.parse('2026-03-23T09:30:00Z'),
        zone: 'Europe/Berlin',
      },
      overrides: {},
      status: 'confirmed',
      availability: 'tentative',
      private: true,
      attendees: [
        { id: one.attendees[0]?.id, name: 'Bob', email: 'bob@lee.example', status: 'confirmed', kind: 'guest' },
        { id: one.attendees[1]?.id, name: '', email: 'cy@lee.example', status: 'no-show', kind: 'guest' },
        { id: one.attendees[2]?.id, name: '', email: 'cy@lee.example', status: 'needs-action', kind: 'guest' },
      ],
      hosts: [],
      answers: {},
      source: 'import',
      organizer: 'Lee, Ann <ann@lee.example>',
      earlierTimes: [],
      unknownProperties: [
        'CATEGORIES:a,b',
        'X-COLOUR;X-P=1:blue',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT15M',
        'END:VALARM',
      ],
    })
    expect(new Set(one.attendees.map((attendee) => attendee.id)).size).toBe(3)
  })

  test('says what it is in STATUS, TRANSP and CLASS', () => {
    const state = (...lines: string[]) => {
      const { status, availability, private: hidden } = readOne(event('a', NINE, ...lines))
      return { status, availability, private: hidden }
    }
    expect(state()).toEqual({ status: 'confirmed', availability: 'busy', private: false })
    expect(state('STATUS:CANCELLED')).toEqual({ status: 'cancelled', availability: 'busy', private: false })
    expect(state('TRANSP:transparent', 'CLASS:PRIVATE')).toEqual({
      status: 'confirmed',
      availability: 'free',
      private: true,
    })
    expect(state('X-DAYLOOM-STATUS:COMPLETED').status).toBe('completed')
    expect(state('X-DAYLOOM-STATUS:STRANGE', 'SEQUENCE:x').status).toBe('confirmed')
  })

  test('without a UID gets the same one at every import, and another than its neighbour', () => {
    const anonymous = (start: string, stamp: string) => ['BEGIN:VEVENT', `DTSTAMP:${stamp}`, start, 'END:VEVENT']
    const first = read(anonymous(NINE, '20260101T000000Z'), anonymous('DTSTART:20260324T090000Z', '20260101T000000Z'))
    const again = read(anonymous(NINE, '20260202T000000Z'))
    expect(first.appointments).toHaveLength(2)
    expect(again.appointments[0]?.uid).toBe(first.appointments[0]?.uid)
    expect(first.appointments[1]?.uid).not.toBe(first.appointments[0]?.uid)
  })

  test('of other kinds is not counted', () => {
    const todo = ['BEGIN:VTODO', 'UID:t', 'END:VTODO']
    const journal = ['BEGIN:VJOURNAL', 'UID:j', 'END:VJOURNAL']
    const report = read(todo, event('a', NINE), journal, ['BEGIN:VFREEBUSY', 'END:VFREEBUSY'])
    expect([report.total, report.appointments.length, report.setAside.length]).toEqual([1, 1, 0])
  })

  test('stands by itself, as some programs copy it', () => {
    const report = readCalendarFile(event('a', NINE).join('\n'), deps)
    expect(starts(report.appointments)).toEqual(['20260323T090000Z'])
  })

  test('is cut where it is too long, and flagged', () => {
    const { appointments, flagged } = read(
      event('a', NINE, `SUMMARY:${'x'.repeat(1_500)}`, `ATTACH;ENCODING=BASE64:${'y'.repeat(200_000)}`),
    )
    expect(appointments[0]?.title).toHaveLength(1_000)
    expect(appointments[0]?.unknownProperties).toEqual([])
    expect(flagged.map((one) => one.detail)).toEqual([
      'SUMMARY was cut to 1000 characters; 1 very long or very many further lines (an attachment?) were left out',
    ])
  })

  test('keeps at most 500 further lines, alarms whole or not at all', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'END:VALARM']
    const lines = Array.from({ length: 499 }, (_, i) => `X-LINE:${i}`)
    const { appointments, flagged } = read(event('a', NINE, ...lines, ...alarm))
    expect(appointments[0]?.unknownProperties).toEqual(lines)
    expect(flagged).toHaveLength(1)
  })
})

describe('times', () => {
  const time = (...lines: string[]) => readOne(event('a', ...lines)).time
  const at = (text: string) => Date.parse(text)

  test('all day: DTEND is the day after the last', () => {
    const span = (...lines: string[]) => {
      const day = time('DTSTART;VALUE=DATE:20260323', ...lines)
      return day?.kind === 'all-day' ? [day.firstDay, day.lastDay] : day
    }
    expect(span()).toEqual(['2026-03-23', '2026-03-23'])
    expect(span('DTEND;VALUE=DATE:20260323')).toEqual(['2026-03-23', '2026-03-23'])
    expect(span('DTEND;VALUE=DATE:20260326')).toEqual(['2026-03-23', '2026-03-25'])
    expect(span('DURATION:P2D')).toEqual(['2026-03-23', '2026-03-24'])
    expect(span('DURATION:PT36H')).toEqual(['2026-03-23', '2026-03-24'])
    expect(span('DTEND:20260325T000000')).toEqual(['2026-03-23', '2026-03-24'])
  })

  test('floating: a reading of every clock', () => {
    const floating = { kind: 'floating', start: '2026-03-23T09:00:00' }
    const start = 'DTSTART:20260323T090000'
    expect(time(start)).toEqual({ ...floating, end: '2026-03-23T09:00:00' })
    expect(time(start, 'DTEND:20260323T100000')).toEqual({ ...floating, end: '2026-03-23T10:00:00' })
    expect(time(start, 'DURATION:P1DT1H')).toEqual({ ...floating, end: '2026-03-24T10:00:00' })
    expect(time(start, 'DTEND;VALUE=DATE:20260324')).toEqual({ ...floating, end: '2026-03-24T00:00:00' })
  })

  test('a duration of days keeps the wall time over a change of the clocks, one of hours does not', () => {
    const start = 'DTSTART;TZID=Europe/Berlin:20260328T120000'
    const berlin = { kind: 'timed', startsAt: at('2026-03-28T11:00:00Z'), zone: 'Europe/Berlin' }
    expect(time(start, 'DURATION:P1D')).toEqual({ ...berlin, endsAt: at('2026-03-29T10:00:00Z') })
    expect(time(start, 'DURATION:PT24H')).toEqual({ ...berlin, endsAt: at('2026-03-29T11:00:00Z') })
  })

  test('start and end may stand on different clocks', () => {
    const zones = { kind: 'timed', startsAt: at('2026-03-23T08:00:00Z'), zone: 'Europe/Berlin' }
    const start = 'DTSTART;TZID=Europe/Berlin:20260323T090000'
    expect(time(start, 'DTEND;TZID=America/New_York:20260323T090000')).toEqual({
      ...zones,
      endsAt: at('2026-03-23T13:00:00Z'),
    })
    expect(time(start, 'DTEND:20260323T093000')).toEqual({ ...zones, endsAt: at('2026-03-23T08:30:00Z') })
    expect(time(start, 'DTEND;VALUE=DATE:20260324')).toEqual({ ...zones, endsAt: at('2026-03-23T23:00:00Z') })
  })
})

describe('what cannot come in is set aside with its reason, and the rest arrives', () => {
  test.each([
    ['no start', ['SUMMARY:x'], 'no-start: no DTSTART'],
    ['a date that does not exist', ['DTSTART:20260230T090000Z'], 'invalid-date: DTSTART:20260230T090000Z'],
    ['a word for a date', ['DTSTART;VALUE=DATE:Next Year'], 'invalid-date: DTSTART;VALUE=DATE:Next Year'],
    ['a broken end', [NINE, 'DTEND:soon'], 'invalid-date: DTEND:soon'],
    ['a broken duration', [NINE, 'DURATION:PX'], 'invalid-date: DURATION:PX'],
    ['an end before the start', [NINE, 'DTEND:20260323T080000Z'], 'end-before-start: DTEND:20260323T080000Z'],
    ['a negative duration', [NINE, 'DURATION:-PT1H'], 'end-before-start: DURATION:-PT1H'],
    [
      'all-day backwards',
      ['DTSTART;VALUE=DATE:20260323', 'DTEND;VALUE=DATE:20260320'],
      'end-before-start: DTEND;VALUE=DATE:20260320',
    ],
    ['an unknown zone', ['DTSTART;TZID=Mars/Olympus:20260323T090000'], 'unknown-zone: Mars/Olympus'],
    ['an unknown zone at the end', [NINE, 'DTEND;TZID=Mars/Olympus:20260323T100000'], 'unknown-zone: Mars/Olympus'],
    ['no rule', [NINE, 'RRULE:FREQ=SOMETIMES'], 'invalid-rule: no frequency'],
    ['no end of a rule', [NINE, 'RRULE:FREQ=DAILY;UNTIL=soon'], 'invalid-rule: UNTIL soon is no time'],
    [
      'a rule that never holds',
      [NINE, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
      'invalid-rule: no occurrence is left',
    ],
    ['every second', [NINE, 'RRULE:FREQ=SECONDLY'], 'too-many-occurrences: more than 20000 within four years'],
    ['every hour for ever', [NINE, 'RRULE:FREQ=HOURLY'], 'too-many-occurrences: more than 20000 within four years'],
    ['thousands of dates', [NINE, `RDATE:${everyMinute(5_001)}`], 'too-many-occurrences: more than 5000 dates'],
    [
      'an occurrence longer than a year',
      [NINE, 'DTEND:20280323T090000Z', 'RRULE:FREQ=YEARLY'],
      'too-large: an occurrence is longer than a year',
    ],
    [
      'too many rules',
      [NINE, ...Array.from({ length: 21 }, (_, i) => `RRULE:FREQ=DAILY;COUNT=${i + 1}`)],
      'invalid-rule: more than 20 rules',
    ],
    [
      'too many attendees',
      [NINE, ...Array.from({ length: 1_001 }, (_, i) => `ATTENDEE:mailto:a${i}@example.com`)],
      'too-large: attendees: Too big: expected array to have <=1000 items',
    ],
  ])('%s', (_title, lines, problem) => {
    const report = read(event('good', NINE), event('bad', 'SUMMARY:Bad one', ...lines))
    expect(report.appointments.map((one) => one.uid)).toEqual(['good'])
    expect(problems(report)).toEqual([problem])
    expect(report.total).toBe(2)
    const [aside] = report.setAside
    expect({ ...aside, reason: '', detail: '' }).toEqual({
      title: 'Bad one',
      uid: 'bad',
      line: 7,
      reason: '',
      detail: '',
      text: event('bad', 'SUMMARY:Bad one', ...lines).join('\n'),
    })
  })

  test('an event that is cut off', () => {
    const text = file(event('a', NINE), event('b', 'SUMMARY:Half', NINE))
      .split('DTSTART:20260323T090000Z')
      .slice(0, 2)
      .join(NINE)
    const report = readCalendarFile(text, deps)
    expect(report.appointments.map((one) => one.uid)).toEqual(['a'])
    expect(report.setAside).toEqual([
      {
        title: 'Half',
        uid: 'b',
        line: 7,
        reason: 'unreadable',
        detail: 'the event has no end',
        text: 'BEGIN:VEVENT\nUID:b\nSUMMARY:Half\n',
      },
    ])
  })

  test('one bad line in an event costs that line, and is told', () => {
    const { appointments, flagged } = read(event('a', NINE, 'SUMMARY:Fine', 'this is no property', 'LOCATION:Here'))
    expect([appointments[0]?.title, appointments[0]?.location]).toEqual(['Fine', 'Here'])
    expect(flagged).toEqual([
      { title: 'Fine', uid: 'a', line: 3, detail: 'line 7 could not be read: this is no property' },
    ])
  })

  test('one that nobody can read in time, with its text', () => {
    const [group] = calendarGroups(file(event('a', NINE, 'SUMMARY:Slow'))).groups
    const { appointments, setAside } = group ? deadlineReading(group) : read()
    expect(appointments).toEqual([])
    expect(setAside).toEqual([
      {
        title: 'Slow',
        uid: 'a',
        line: 3,
        reason: 'deadline',
        detail: 'reading it takes too long',
        text: event('a', NINE, 'SUMMARY:Slow').join('\n'),
      },
    ])
  })

  test('lines between the events are set aside as one text', () => {
    const report = read('one thing', 'another thing', event('a', NINE), 'X-OF-THE-CALENDAR:fine')
    expect(report.appointments).toHaveLength(1)
    expect(report.setAside).toEqual([
      { title: '', line: 3, reason: 'unreadable', detail: 'no part of a calendar', text: 'one thing\nanother thing' },
    ])
  })

  test.each([
    ['nothing', ''],
    ['white space', ' \r\n\t\r\n'],
    ['a page', '<!doctype html>\n<html><body>BEGIN: sign in</body></html>'],
    ['bytes', Array.from({ length: 2_000 }, (_, i) => String.fromCodePoint((i * 7_919) % 65_000)).join('')],
    ['a contact', 'BEGIN:VCARD\nFN:Ann\nEND:VCARD'],
  ])('%s is no calendar file', (_title, text) => {
    expect(readCalendarFile(text, deps)).toEqual({
      appointments: [],
      setAside: [],
      flagged: [],
      total: 0,
      readable: false,
    })
  })

  test('a calendar without events is one', () => {
    expect(readCalendarFile(file(), deps)).toEqual({
      appointments: [],
      setAside: [],
      flagged: [],
      total: 0,
      readable: true,
    })
  })
})

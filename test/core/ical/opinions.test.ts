import { describe, expect, test } from 'vitest'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import type { Opinion, OpinionQuestion } from '../../../src/core/ical/opinion.ts'
import { deps, event, file, observance, read, timezone } from './calendar-text.ts'

const DAY = 86_400_000

function asked(lines: readonly string[]): OpinionQuestion {
  const questions: OpinionQuestion[] = []
  const listener: Opinion = {
    name: 'listener',
    read: (question) => {
      questions.push(question)
      return { starts: [] }
    },
  }
  readCalendarFile(file(lines), { ...deps, opinions: [listener] })
  const [question] = questions
  if (!question || questions.length > 1) throw new Error(`${questions.length} questions`)
  return question
}

describe('a second opinion', () => {
  const lines = event('a', 'DTSTART:20260323T090000Z', 'RRULE:FREQ=DAILY;COUNT=5', 'SUMMARY:Daily')

  test('that differs flags the event, and says in what', () => {
    const opinion: Opinion = {
      name: 'other',
      read: () => ({
        starts: [23, 24, 28].map((day) => ({ kind: 'instant', at: Date.parse(`2026-03-${day}T09:00:00Z`) })),
      }),
    }
    const { appointments, flagged } = readCalendarFile(file(lines), { ...deps, opinions: [opinion] })
    expect(appointments).toHaveLength(1)
    expect(flagged).toEqual([
      {
        uid: 'a',
        title: 'Daily',
        line: 3,
        detail:
          'other also has 20260328T090000Z and does not have 20260325T090000Z, 20260326T090000Z, 20260327T090000Z',
      },
    ])
  })

  test('that sees nothing is told in short', () => {
    const opinion: Opinion = { name: 'blind', read: () => ({ starts: [] }) }
    const { flagged } = readCalendarFile(file(lines), { ...deps, opinions: [opinion] })
    expect(flagged[0]?.detail).toBe('blind does not have 20260323T090000Z, 20260324T090000Z, 20260325T090000Z, … (5)')
  })

  test('that could not be had is told, too', () => {
    const opinion: Opinion = { name: 'other', read: () => ({ failed: 'no idea' }) }
    const { flagged } = readCalendarFile(file(lines), { ...deps, opinions: [opinion] })
    expect(flagged[0]?.detail).toBe('other could not read it: no idea')
  })

  test('is asked about this event alone, without its unreadable lines', () => {
    expect(
      asked([...event('a', 'DTSTART:20260323T090000Z', 'nonsense', 'EXDATE:'), ...event('', 'NO:start')]).events,
    ).toEqual([['BEGIN:VEVENT', 'UID:a', 'DTSTART:20260323T090000Z', 'END:VEVENT'].join('\r\n')])
  })

  test('is given the zones it needs: the file’s own, or one made from what is known', () => {
    const own = timezone('Office', observance('STANDARD', { start: '19700101T000000', from: '+0300', to: '+0300' }))
    const question = asked([
      ...own,
      ...event('a', 'DTSTART;TZID=Office:20260323T090000', 'DTEND;TZID=Asia/Tokyo:20260323T170000'),
    ])
    expect(question.zones.map(({ tzid, own }) => [tzid, own])).toEqual([
      ['Office', true],
      ['Asia/Tokyo', false],
    ])
    expect(question.zones[0]?.text).toBe(own.join('\r\n'))
    expect(asked([...own, ...event('a', 'DTSTART:20260323T090000')]).zones.map((zone) => zone.tzid)).toEqual(['Office'])
  })

  test('is asked about the beginning, the present, the places of a dense series, and what was moved', () => {
    const spans = (...own: string[]) =>
      asked(event('a', ...own)).spans.map(({ from, until }) => [iso(from), iso(until)])
    const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
    expect(spans('DTSTART:20260323T090000Z')).toEqual([['2026-03-21', '2026-03-25']])
    expect(spans('DTSTART:20200323T090000Z', 'RRULE:FREQ=MONTHLY')).toEqual([
      ['2020-03-21', '2021-03-22'],
      ['2026-05-04', '2027-06-08'],
    ])
    expect(spans('DTSTART:20200323T090000Z', 'RRULE:FREQ=YEARLY')).toEqual([
      ['2020-03-21', '2025-03-25'],
      ['2026-05-04', '2027-06-08'],
    ])
    expect(spans('DTSTART:20200323T090000Z', 'RRULE:FREQ=DAILY')).toHaveLength(5)
  })

  test('ical.js is always asked', () => {
    // It does not count the start of a series that has only further dates.
    const { flagged } = read(event('a', 'DTSTART:20260323T090000Z', 'RDATE:20260324T090000Z'))
    expect(flagged.map((one) => one.detail)).toEqual(['ical.js does not have 20260323T090000Z'])
  })

  test('of an exception that comes from behind all that is looked at', () => {
    const far = event('a', 'RECURRENCE-ID:20290101T090000Z', 'DTSTART:20260501T090000Z')
    expect(read(event('a', 'DTSTART:20260101T090000Z', 'RRULE:FREQ=MONTHLY'), far).flagged).toEqual([])
  })

  test('spans are in order and apart', () => {
    const moved = [1, 2, 3].map((n) =>
      event('a', `RECURRENCE-ID:2026032${n + 3}T090000Z`, `DTSTART:2026052${n}T090000Z`),
    )
    const { spans } = asked([...event('a', 'DTSTART:20260323T090000Z', 'RRULE:FREQ=DAILY;COUNT=9'), ...moved.flat()])
    expect(spans.every((span, i) => i === 0 || span.from > (spans[i - 1]?.until ?? 0))).toBe(true)
    expect(spans.every((span) => span.until - span.from >= 2 * DAY)).toBe(true)
  })
})

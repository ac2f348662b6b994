import { describe, expect, test } from 'vitest'
import { startKey, type StartSpan } from '../../../src/core/ical/start-keys.ts'
import { nodeIcalOpinion } from '../../../src/engine/calendar-file/node-ical-opinion.ts'

const span = { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2027-01-01T00:00:00Z') }

function opinion(
  lines: readonly string[],
  zones: readonly { tzid: string; text: string; own: boolean }[] = [],
  spans: StartSpan[] = [span],
) {
  const events = [['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\r\n')]
  const answer = nodeIcalOpinion.read({ events, zones, spans })
  return 'failed' in answer ? answer.failed : answer.starts.map(startKey)
}

// These hold under every TZ: node-ical itself leans on the clock of the machine.
describe('node-ical', () => {
  test('reads times on a zone, in UTC, on dates', () => {
    expect(opinion(['DTSTART;TZID=Europe/Berlin:20260323T090000', 'RRULE:FREQ=WEEKLY;COUNT=2'])).toEqual([
      '20260323T080000Z',
      '20260330T070000Z',
    ])
    expect(opinion(['DTSTART:20260323T090000Z'])).toEqual(['20260323T090000Z'])
    expect(opinion(['DTSTART;VALUE=DATE:20260323', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;VALUE=DATE:20260323'])).toEqual([
      '20260324',
    ])
  })

  test('reads floating times as they are written, over every change of the clocks', () => {
    const lines = ['DTSTART:20260323T023000', 'RRULE:FREQ=WEEKLY;UNTIL=20260413T023000', 'EXDATE:20260406T023000']
    expect(opinion(lines)).toEqual(['20260323T023000', '20260330T023000', '20260413T023000'])
  })

  test('puts floating times on the zone of the file, which is worth knowing', () => {
    const text =
      'BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE'
    expect(opinion(['DTSTART:20260323T090000'], [{ tzid: 'Asia/Tokyo', text, own: true }])).toEqual([
      '20260323T000000Z',
    ])
  })

  test('is not believed about zones that it does not know or guesses at', () => {
    expect(opinion(['DTSTART;TZID=Office:20260323T090000'])).toBe('it does not know the zone Office')
    const guessed = { tzid: 'Customized Time Zone', text: '', own: true }
    expect(opinion(['DTSTART;TZID=Customized Time Zone:20260323T090000'], [guessed])).toBe(
      'it guesses at the zone Customized Time Zone',
    )
  })

  test('looks into every span, and into nothing else', () => {
    const spans = ['2026-03-01', '2026-05-01'].map((day) => ({
      from: Date.parse(day),
      until: Date.parse(day) + 86_400_000,
    }))
    expect(opinion(['DTSTART:20260101T090000Z', 'RRULE:FREQ=MONTHLY'], [], spans)).toEqual([
      '20260301T090000Z',
      '20260501T090000Z',
    ])
  })

  test('that fails says why', () => {
    expect(opinion(['DTSTART:20260101T090000Z', 'DTSTART:20260102T090000Z'])).toMatch(/^duplicate DTSTART/)
  })
})

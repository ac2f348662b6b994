import { describe, expect, test } from 'vitest'
import { event, read, starts } from './calendar-text.ts'

const NINE = 'DTSTART:20260323T090000Z'

describe('several events with one UID', () => {
  test('the highest SEQUENCE counts', () => {
    const { appointments, flagged } = read(
      event('a', 'SEQUENCE:2', 'SUMMARY:new', NINE),
      event('a', 'SEQUENCE:1', 'SUMMARY:old', 'DTSTART:20260324T090000Z'),
    )
    expect(appointments.map((one) => one.title)).toEqual(['new'])
    expect(flagged[0]?.detail).toMatch(/^an older revision in the same file was left out/)
  })

  test('the same times are one event, the last in the file', () => {
    const { appointments } = read(event('a', NINE, 'SUMMARY:first'), event('a', NINE, 'SUMMARY:second'))
    expect(appointments.map((one) => one.title)).toEqual(['second'])
  })

  test('other times are other events whose UID is wrong: none is lost', () => {
    const { appointments, flagged } = read(event('a', NINE), event('a', 'DTSTART:20260324T090000Z'))
    expect(starts(appointments)).toEqual(['20260323T090000Z', '20260324T090000Z'])
    expect(new Set(appointments.map((one) => one.uid)).size).toBe(2)
    expect(flagged).toHaveLength(2)
  })
})

import { expect, test } from 'vitest'
import { dateText, daysTo } from '../../../src/core/time/civil-date.ts'

const DAY = 86_400_000

test('S16 days and dates are those of the platform, from the year 0 to 9999', () => {
  const first = Date.parse('0000-01-01T00:00:00Z') / DAY
  const last = Date.parse('9999-12-31T00:00:00Z') / DAY
  const wrong: string[] = []
  // Every day of 800 years, then every 13th.
  for (let day = first; day <= last; day += day < first + 146_097 * 2 ? 1 : 13) {
    const date = new Date(day * DAY)
    const text = date.toISOString().slice(0, 10)
    if (dateText(day) !== text) wrong.push(text)
    if (daysTo(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) !== day) wrong.push(text)
  }
  expect(wrong).toEqual([])
  expect(dateText(last)).toBe('9999-12-31')
})

test('S16 a date of more than four digits is none', () => {
  expect(() => dateText(-719_529)).toThrow(RangeError)
  expect(() => dateText(2_932_897)).toThrow(RangeError)
  expect(() => dateText(Number.NaN)).toThrow(RangeError)
  expect(dateText(-719_528)).toBe('0000-01-01')
})

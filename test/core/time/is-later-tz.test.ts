import { expect, test } from 'vitest'
import { isLaterTz } from '../../../src/core/time/is-later-tz.ts'

test.each([
  ['2026b', '2026b', false],
  ['2026b', '2026a', true],
  ['2027a', '2026z', true],
  ['2026za', '2026z', true],
  ['2026a', '2026b', false],
  ['2025c', '2026a', false],
  ['', '2026a', true],
  ['2026a', '', true],
  ['2026a', 'unknown', true],
  ['', '', false],
])('T3 edition "%s" of the tz database after "%s" may tell other times: %s', (tz, than, expected) => {
  expect(isLaterTz({ tz, than })).toBe(expected)
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfIso } from '../../../src/core/time/instant-of-iso.ts'

test('S16 what a text names is what the platform reads', () => {
  const first = Date.parse('0000-01-01T00:00:00.000Z')
  const last = Date.parse('9999-12-31T23:59:59.999Z')
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (at) => {
      const text = new Date(at).toISOString()
      const whole = text.replace(/\.\d+Z$/, 'Z')
      expect(instantOfIso(text)).toBe(at)
      expect(instantOfIso(whole)).toBe(Date.parse(whole))
      expect(instantOfIso(text.replace('Z', '+05:45'))).toBe(at - 345 * 60_000)
      expect(instantOfIso(text.replace('Z', '-00:30'))).toBe(at + 30 * 60_000)
      expect(instantOfIso(text.replace('Z', '999999Z'))).toBe(at)
    }),
    { numRuns: 2_000 },
  )
})

test('S16 every day of a leap year and of others is read', () => {
  for (const year of ['1900', '2000', '2026', '2028']) {
    for (let at = Date.parse(`${year}-01-01`); new Date(at).getUTCFullYear() === Number(year); at += 86_400_000) {
      expect(instantOfIso(new Date(at).toISOString().replace('.000Z', 'Z'))).toBe(at)
    }
  }
})

test.each([
  '2026-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-13-10T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00.Z',
  '2026-01-01 00:00:00Z',
  '2026/01/01T00:00:00Z',
  '2026-01-01T00-00:00Z',
  '2026-1-01T00:00:00ZZ',
  '٢٠26-01-01T00:00:00Z',
  '-026-01-01T00:00:00Z',
  '2026-01-01',
  '',
])('S16 %j names no moment', (text) => {
  expect(instantOfIso(text)).toBeUndefined()
})

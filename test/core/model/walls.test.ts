import { describe, expect, test } from 'vitest'
import { ClockTime, WallDate, WallTime, Weekday, ZoneName } from '../../../src/core/model/wall.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, values: readonly unknown[]): unknown[] =>
  values.filter((value) => schema.safeParse(value).success)

describe('a wall date', () => {
  test('is a day of the calendar', () => {
    const days = ['0000-01-01', '1999-12-31', '2024-02-29', '2026-11-20', '9999-12-31']
    expect(accepts(WallDate, days)).toEqual(days)
  })

  test('is nothing else', () => {
    const others = [
      '2026-02-29',
      '2026-13-01',
      '2026-11-31',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00:00',
      ' 2026-01-01',
      '2026-01-01\n',
      '',
      20260101,
      null,
    ]
    expect(accepts(WallDate, others)).toEqual([])
  })
})

describe('a wall time', () => {
  test('is a reading to the second', () => {
    const readings = ['2026-11-20T09:00:00', '2024-02-29T23:59:59', '0000-01-01T00:00:00']
    expect(accepts(WallTime, readings)).toEqual(readings)
  })

  test('has no zone, no fraction, no second less or more', () => {
    const others = [
      '2026-11-20T09:00:00Z',
      '2026-11-20T09:00:00+01:00',
      '2026-11-20T09:00:00.000',
      '2026-11-20T09:00',
      '2026-11-20 09:00:00',
      '2026-11-20T24:00:00',
      '2026-11-20T09:60:00',
      '2026-11-20T09:00:60',
      '2026-02-30T09:00:00',
      '2026-11-20',
      0,
    ]
    expect(accepts(WallTime, others)).toEqual([])
  })
})

describe('a clock time', () => {
  test('goes from 00:00 to 24:00', () => {
    expect(accepts(ClockTime, ['00:00', '09:30', '23:59', '24:00'])).toEqual(['00:00', '09:30', '23:59', '24:00'])
    expect(accepts(ClockTime, ['24:01', '25:00', '9:30', '09:60', '0930', '09:30:00', '24:00\n', ''])).toEqual([])
  })
})

describe('a zone', () => {
  test('is one that the tz database knows, also under an old name', () => {
    const zones = [
      'Europe/Berlin',
      'UTC',
      'Asia/Kathmandu',
      'Asia/Calcutta',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+5',
    ]
    expect(accepts(ZoneName, zones)).toEqual(zones)
  })

  test('is neither an offset nor anything else', () => {
    const others = [
      '+02:00',
      '-05',
      'Europe/Atlantis',
      'Mars',
      '',
      ' UTC',
      'x'.repeat(65),
      'Europe/Berlin\u0000',
      '../etc/passwd',
      2,
      null,
    ]
    expect(accepts(ZoneName, others)).toEqual([])
    expect(ZoneName.safeParse('Europe/Atlantis').error?.issues[0]?.message).toBe('unknown-zone')
  })

  test('is still told apart after thousands of wrong ones', () => {
    const wrong = Array.from({ length: 2_100 }, (_, n) => `Europe/Atlantis${n}`)
    expect(accepts(ZoneName, [...wrong, 'Europe/Rome', 'Europe/Rome', ...wrong.slice(-5)])).toEqual([
      'Europe/Rome',
      'Europe/Rome',
    ])
  })
})

test('a weekday counts from Sunday', () => {
  expect(accepts(Weekday, [-1, 0, 6, 7, 1.5, '1'])).toEqual([0, 6])
})

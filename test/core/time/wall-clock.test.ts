import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../../src/core/model/wall.ts'
import {
  addDays,
  dateAsUtc,
  firstInstantFrom,
  instantOf,
  isoWithOffset,
  startOfDay,
  utcAsWall,
  wallAsUtc,
  wallDateOf,
  wallOf,
  weekdayOf,
} from '../../../src/core/time/wall-clock.ts'
import { intlReading } from './intl-reading.ts'

const zone = (name: string): ZoneName => ZoneName.parse(name)
const wall = (text: string): WallTime => WallTime.parse(text)
const date = (text: string): WallDate => WallDate.parse(text)
const utc = (text: string): Instant => instant(Date.parse(text))
const berlin = zone('Europe/Berlin')

test('T1 a wall time in a gap takes the offset before the gap', () => {
  expect(instantOf(wall('2026-03-29T02:30:00'), berlin)).toBe(utc('2026-03-29T01:30:00Z'))
  expect(instantOf(wall('2026-03-08T02:00:00'), zone('America/New_York'))).toBe(utc('2026-03-08T07:00:00Z'))
  expect(instantOf(wall('2026-10-04T02:15:00'), zone('Australia/Lord_Howe'))).toBe(utc('2026-10-03T15:45:00Z'))
})

test('T1 an ambiguous wall time is the first', () => {
  expect(instantOf(wall('2026-10-25T02:30:00'), berlin)).toBe(utc('2026-10-25T00:30:00Z'))
  expect(instantOf(wall('2026-11-01T00:30:00'), zone('America/Havana'))).toBe(utc('2026-11-01T04:30:00Z'))
})

test('T1 a whole day may be a gap: Samoa had no 30 December 2011', () => {
  const apia = zone('Pacific/Apia')
  expect(instantOf(wall('2011-12-30T09:00:00'), apia)).toBe(utc('2011-12-30T19:00:00Z'))
  expect(wallOf(utc('2011-12-30T19:00:00Z'), apia)).toBe('2011-12-31T09:00:00')
  expect(startOfDay(date('2011-12-30'), apia)).toBe(utc('2011-12-30T10:00:00Z'))
  expect(wallDateOf(startOfDay(date('2011-12-30'), apia), apia)).toBe('2011-12-31')
})

test('T1 every reading that a clock shows leads back to the first instant that shows it', () => {
  const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'].map(
    zone,
  )
  const minutes = fc.integer({ min: utc('1975-01-01T00:00:00Z') / 60_000, max: utc('2045-01-01T00:00:00Z') / 60_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (name, minute) => {
      const at = instant(minute * 60_000)
      const reading = wallOf(at, name)
      const back = instantOf(reading, name)
      expect(wallAsUtc(reading)).toBe(intlReading(name, at))
      expect(back <= at).toBe(true)
      expect(intlReading(name, back)).toBe(wallAsUtc(reading))
    }),
    { numRuns: 300 },
  )
})

test('T a day starts at its first real instant', () => {
  const saoPaulo = zone('America/Sao_Paulo')
  // 00:00 to 01:00 does not exist on this date.
  expect(startOfDay(date('2018-11-04'), saoPaulo)).toBe(utc('2018-11-04T03:00:00Z'))
  expect(isoWithOffset(startOfDay(date('2018-11-04'), saoPaulo), saoPaulo)).toBe('2018-11-04T01:00:00-02:00')
  // Here 00:00 comes twice.
  expect(startOfDay(date('2026-11-01'), zone('America/Havana'))).toBe(utc('2026-11-01T04:00:00Z'))
  expect(startOfDay(date('2026-11-20'), zone('Asia/Kathmandu'))).toBe(utc('2026-11-19T18:15:00Z'))
})

test('T unlike T1, the first instant from a reading on is right after the gap', () => {
  const at = utc('2026-03-29T01:00:00Z')
  expect(firstInstantFrom(wallAsUtc(wall('2026-03-29T02:30:00')), berlin)).toBe(at)
  expect(firstInstantFrom(wallAsUtc(wall('2026-03-29T03:30:00')), berlin)).toBe(at + 30 * 60_000)
})

test('T ISO text carries the offset of the zone', () => {
  expect(isoWithOffset(utc('2026-11-20T08:00:00Z'), berlin)).toBe('2026-11-20T09:00:00+01:00')
  expect(isoWithOffset(utc('2026-11-20T08:00:00Z'), zone('America/St_Johns'))).toBe('2026-11-20T04:30:00-03:30')
  expect(isoWithOffset(utc('2026-11-20T08:00:00Z'), zone('UTC'))).toBe('2026-11-20T08:00:00+00:00')
  const old = utc('1890-06-01T12:00:00Z')
  expect(isoWithOffset(old, berlin)).toBe('1890-06-01T12:53:00+00:53')
  expect(Date.parse(isoWithOffset(old, berlin))).toBe(old)
})

test('T dates are counted by the calendar', () => {
  expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29')
  expect(addDays(date('2026-01-01'), -1)).toBe('2025-12-31')
  expect(addDays(date('2026-03-29'), 365)).toBe('2027-03-29')
  expect(['2026-11-20', '2026-11-22', '1969-12-31', '0000-01-01'].map((text) => weekdayOf(date(text)))).toEqual([
    5, 0, 3, 6,
  ])
  expect(dateAsUtc(date('1970-01-02'))).toBe(86_400_000)
})

test('T readings and numbers are the same thing', () => {
  expect(wallAsUtc(wall('2026-11-20T09:30:15'))).toBe(Date.UTC(2026, 10, 20, 9, 30, 15))
  expect(utcAsWall(Date.UTC(2026, 10, 20, 9, 30, 15) + 999)).toBe('2026-11-20T09:30:15')
  expect(utcAsWall(wallAsUtc(wall('0000-01-01T00:00:00')))).toBe('0000-01-01T00:00:00')
})

test('T what has no four-digit year is refused', () => {
  expect(() => utcAsWall(Date.UTC(10_000, 0, 1))).toThrow(RangeError)
  expect(() => utcAsWall(Date.UTC(-1, 11, 31))).toThrow(RangeError)
  expect(() => addDays(date('9999-12-31'), 1)).toThrow(RangeError)
  expect(() => wallDateOf(utc('9999-12-31T23:30:00Z'), zone('Asia/Tokyo'))).toThrow(RangeError)
})

test('T a reading is written as a calendar writes it, in every year of four digits', () => {
  const readings = fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59Z') })
  fc.assert(
    fc.property(readings, (reading) => {
      expect(utcAsWall(reading)).toBe(new Date(reading).toISOString().slice(0, 19))
    }),
    { numRuns: 2_000 },
  )
  expect(() => utcAsWall(Number.NaN)).toThrow(RangeError)
})

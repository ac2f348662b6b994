import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { offsetAt, offsetSpans } from '../../../src/core/time/zone-offset.ts'
import { intlReading } from './intl-reading.ts'

const HOUR = 3_600_000
const zone = (name: string): ZoneName => ZoneName.parse(name)
const utc = (text: string): number => instant(Date.parse(text))

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Sao_Paulo',
  'America/Recife',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
].map(zone)

test('T offsets agree with Intl at any second from 1900 to 2100', () => {
  const seconds = fc.integer({ min: utc('1900-01-01T00:00:00Z') / 1_000, max: utc('2100-01-01T00:00:00Z') / 1_000 })
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), seconds, (name, second) => {
      expect(offsetAt(name, second * 1_000)).toBe(intlReading(name, second * 1_000) - second * 1_000)
    }),
    { numRuns: 300 },
  )
})

test('T a change of the clock is found to the second', () => {
  const berlin = zone('Europe/Berlin')
  const change = utc('2026-03-29T01:00:00Z')
  expect([offsetAt(berlin, change - 1), offsetAt(berlin, change)]).toEqual([HOUR, 2 * HOUR])
  expect(offsetSpans(berlin, utc('2026-01-01T00:00:00Z'), utc('2027-01-01T00:00:00Z'))).toEqual([
    { from: utc('2026-01-01T00:00:00Z'), until: change, offset: HOUR },
    { from: change, until: utc('2026-10-25T01:00:00Z'), offset: 2 * HOUR },
    { from: utc('2026-10-25T01:00:00Z'), until: utc('2027-01-01T00:00:00Z'), offset: HOUR },
  ])
})

test('T summer time of a single week is not overlooked', () => {
  const recife = zone('America/Recife')
  expect(offsetSpans(recife, utc('2000-09-01T00:00:00Z'), utc('2000-12-01T00:00:00Z'))).toEqual([
    { from: utc('2000-09-01T00:00:00Z'), until: utc('2000-10-08T03:00:00Z'), offset: -3 * HOUR },
    { from: utc('2000-10-08T03:00:00Z'), until: utc('2000-10-15T02:00:00Z'), offset: -2 * HOUR },
    { from: utc('2000-10-15T02:00:00Z'), until: utc('2000-12-01T00:00:00Z'), offset: -3 * HOUR },
  ])
})

test('T local mean time keeps its seconds', () => {
  expect(offsetAt(zone('Europe/Berlin'), utc('1890-01-01T00:00:00Z'))).toBe((53 * 60 + 28) * 1_000)
})

test('T spans join over the borders of what is cached, decades long', () => {
  const from = utc('1990-01-01T00:00:00Z')
  const until = utc('2060-01-01T00:00:00Z')
  expect(offsetSpans(zone('Asia/Kathmandu'), from, until)).toEqual([{ from, until, offset: 5.75 * HOUR }])
  const london = offsetSpans(zone('Europe/London'), from, until)
  expect(london.length).toBe(141)
  expect(london.every((span, i) => i === 0 || london[i - 1]?.until === span.from)).toBe(true)
})

test('T the last instants that exist have an offset, and what lies beyond is refused', () => {
  expect(offsetAt(zone('Asia/Tokyo'), 8.64e15)).toBe(9 * HOUR)
  expect(offsetAt(zone('Asia/Tokyo'), -8.64e15)).toBeGreaterThan(9 * HOUR)
  expect(() => offsetAt(zone('Asia/Tokyo'), -8.65e15)).toThrow(RangeError)
})

test('T an unknown zone throws', () => {
  // @ts-expect-error -- only an unchecked name can get here
  expect(() => offsetAt('Europe/Nowhere', 0)).toThrow(new RangeError('unknown zone: Europe/Nowhere'))
})

test('T the cache stays small, whatever years and spellings are asked for', () => {
  const berlin = zone('Europe/Berlin')
  const years = Array.from({ length: 600 }, (_, n) => n * 366 * 24 * HOUR)
  for (const at of years) offsetAt(zone('UTC'), at)
  expect(offsetAt(zone('UTC'), 0)).toBe(0)

  const spellings = Array.from({ length: 1_100 }, (_, n) =>
    zone(Array.from('europe/berlin', (letter, i) => ((n >> i) & 1 ? letter.toUpperCase() : letter)).join('')),
  )
  expect(new Set(spellings.map((name) => offsetAt(name, 0)))).toEqual(new Set([HOUR]))
  expect(offsetAt(berlin, 0)).toBe(HOUR)
})

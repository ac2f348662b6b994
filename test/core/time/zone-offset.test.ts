import * as fc from 'fast-check'
import { IANAZone } from 'luxon'
import { expect, test, vi } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { offsetAt, offsetSpans } from '../../../src/core/time/zone-offset.ts'
import { intlReading } from './intl-reading.ts'

const HOUR = 3_600_000
const zone = (name: string): ZoneName => ZoneName.parse(name)
const utc = (text: string): number => instant(Date.parse(text))

const ZONES = Intl.supportedValuesOf('timeZone')
const seconds = (from: string, until: string) => fc.integer({ min: utc(from) / 1_000, max: utc(until) / 1_000 })
/** A name in some mixture of large and small letters: a zone is the same zone under each. */
const spelled = (name: string, letters: readonly boolean[]): ZoneName =>
  zone(
    Array.from(name, (letter, i) => (letters[i % letters.length] ? letter.toUpperCase() : letter.toLowerCase())).join(
      '',
    ),
  )

test('T offsets agree with Intl in every zone at any second from 1900 to 2100, however the zone is spelled', () => {
  expect(ZONES.length).toBeGreaterThan(400)
  const at = seconds('1900-01-01T00:00:00Z', '2100-01-01T00:00:00Z')
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), at, fc.infiniteStream(fc.boolean()), (name, second, letters) => {
      const other = spelled(name, [...letters.take(16)])
      const expected = intlReading(name, second * 1_000) - second * 1_000
      expect([offsetAt(zone(name), second * 1_000), offsetAt(other, second * 1_000)]).toEqual([expected, expected])
    }),
    { numRuns: 1_000 },
  )
})

test('T centuries before clocks were regulated and after the last known rule agree with Intl too', () => {
  const at = fc.oneof(
    seconds('1000-01-01T00:00:00Z', '1900-01-01T00:00:00Z'),
    seconds('2100-01-01T00:00:00Z', '9000-01-01T00:00:00Z'),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/London', 'America/New_York', 'Africa/Casablanca', 'Asia/Gaza', 'Pacific/Chatham'),
      at,
      (name, second) => {
        expect(offsetAt(zone(name), second * 1_000)).toBe(intlReading(name, second * 1_000) - second * 1_000)
      },
    ),
    { numRuns: 300 },
  )
})

test('T every zone agrees with Intl on both sides of each of its changes, 1900 to 2100, in a sample of zones', () => {
  const changes = fc.sample(fc.constantFrom(...ZONES), 12).flatMap((name) =>
    offsetSpans(zone(name), utc('1900-01-01T00:00:00Z'), utc('2100-01-01T00:00:00Z'))
      .slice(1)
      .flatMap(({ from }) => [from - 1_000, from])
      .map((at) => ({ name, at })),
  )
  const wrong = changes.filter(({ name, at }) => offsetAt(zone(name), at) !== intlReading(name, at) - at)
  expect(wrong).toEqual([])
})

test('T a zone and year that is known is not looked up again, under no spelling', () => {
  const asked = vi.spyOn(IANAZone.prototype, 'offset')
  try {
    // A year that no other test asks of this zone.
    const at = utc('1850-06-01T00:00:00Z')
    const first = offsetAt(zone('Europe/Andorra'), at)
    const looks = asked.mock.calls.length
    expect(looks).toBeGreaterThan(0)
    expect([offsetAt(zone('EUROPE/ANDORRA'), at), offsetAt(zone('europe/andorra'), at + 1)]).toEqual([first, first])
    expect(asked.mock.calls.length).toBe(looks)
  } finally {
    asked.mockRestore()
  }
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

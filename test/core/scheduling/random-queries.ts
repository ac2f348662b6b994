import * as fc from 'fast-check'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { ClockTime, WallDate, ZoneName } from '../../../src/core/model/wall.ts'
import type { HostTime, SlotQuery } from '../../../src/core/scheduling/open-slots.ts'

const MINUTE = 60_000

// Moments at which the clocks of a zone change: forwards, back, by 30 minutes, by 2 hours, by a day, over midnight.
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['Europe/London', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['America/Havana', '2026-03-08T05:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Santiago', '2026-04-05T03:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
] as const

const zones = fc.constantFrom(...new Set(CHANGES.map(([zone]) => zone))).map((zone) => ZoneName.parse(zone))

const clock = (most: number): fc.Arbitrary<ClockTime> =>
  fc.integer({ min: 0, max: most / 5 }).map((fives) => {
    const two = (n: number): string => String(n).padStart(2, '0')
    return ClockTime.parse(`${two(Math.floor((fives * 5) / 60))}:${two((fives * 5) % 60)}`)
  })

const MIDNIGHT = ClockTime.parse('00:00')
const NEXT_MIDNIGHT = ClockTime.parse('24:00')

// Many begin or end at midnight, where spans of two dates meet; some are inverted or empty.
const range = fc.record({
  start: fc.oneof(fc.constant(MIDNIGHT), clock(600), clock(1_435)),
  end: fc.oneof(fc.constant(NEXT_MIDNIGHT), clock(1_440)),
})
const ranges = fc.array(range, { maxLength: 3 })

const minutes = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(...values)

/** Queries over two or three days around a change of the clock, with everything that can close a minute. */
export const randomQueries: fc.Arbitrary<SlotQuery> = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2_880, max: 0 }), fc.integer({ min: 300, max: 4_000 }))
  .chain(([[zone, change], lead, length]) => {
    const start = Date.parse(change) + lead * MINUTE
    return queryWithin(ZoneName.parse(zone), instant(start), instant(start + length * MINUTE))
  })

function queryWithin(zone: ZoneName, start: Instant, end: Instant): fc.Arbitrary<SlotQuery> {
  const someZone = fc.oneof({ weight: 3, arbitrary: fc.constant(zone) }, { weight: 1, arbitrary: zones })
  // Mostly on the grid, where a limit that is off by one shows.
  const quarter = 15 * MINUTE
  const moment = fc
    .integer({ min: Math.ceil(start / quarter), max: Math.floor(end / quarter) })
    .map((quarters) => instant(quarters * quarter))
  const limits = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ earliest: moment, latestStart: moment }, { requiredKeys: [] }) },
  )
  const plain = fc.record({
    range: fc.constant({ start, end }),
    gridZone: someZone,
    duration: minutes(5, 15, 30, 45, 60, 90),
    step: minutes(5, 10, 15, 20, 30, 60, 7, 50, 90),
    offset: minutes(0, 0, 0, 5, 10, 95),
    buffers: fc.record({ before: minutes(0, 0, 5, 10), after: minutes(0, 0, 5, 15) }),
    mode: fc.constantFrom('single' as const, 'collective' as const, 'round-robin' as const),
    hosts: fc.array(hostWithin(someZone, start, end), { maxLength: 3, minLength: 1 }),
  })
  return fc.tuple(plain, limits).map(([query, limit]) => Object.assign(query, limit))
}

function hostWithin(zone: fc.Arbitrary<ZoneName>, start: Instant, end: Instant): fc.Arbitrary<HostTime> {
  const first = Math.floor(start / 86_400_000) - 1
  const dates = fc
    .integer({ min: first, max: Math.floor(end / 86_400_000) + 1 })
    .map((day) => WallDate.parse(new Date(day * 86_400_000).toISOString().slice(0, 10)))
  // Whole minutes mostly; some odd seconds, some empty.
  const time = fc
    .tuple(
      fc.integer({ min: start / MINUTE - 60, max: end / MINUTE + 60 }),
      fc.constantFrom(0, 0.5, 5, 30, 60, 60, 90, 200),
      fc.constantFrom(0, 0, 0, 1, 59_999),
    )
    .map(([minute, length, odd]) => ({
      start: instant(minute * MINUTE + odd),
      end: instant((minute + length) * MINUTE + odd),
    }))
  const booking = fc
    .tuple(time, minutes(0, 5, 15), minutes(0, 10, 20))
    .map(([{ start, end }, before, after]) => ({ start, end, before, after }))
  const needed = fc.record({
    zone,
    weekly: fc.array(fc.record({ day: fc.integer({ min: 0, max: 6 }), ranges }), { minLength: 3, maxLength: 9 }),
    overrides: fc.array(fc.record({ date: dates, ranges }), { maxLength: 2 }),
    closedDates: fc.array(dates, { maxLength: 1 }),
    busy: fc.array(time, { maxLength: 6 }),
    bookings: fc.array(booking, { maxLength: 3 }),
  })
  const optional = fc.record(
    { maxPerDay: fc.integer({ min: 1, max: 3 }), required: fc.boolean() },
    { requiredKeys: [] },
  )
  return fc.tuple(needed, optional).map(([host, more]) => Object.assign(host, more))
}

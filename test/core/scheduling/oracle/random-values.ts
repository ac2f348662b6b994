import * as fc from 'fast-check'
import { instant, type Interval } from '../../../../src/core/model/instant.ts'
import { WallDate, ZoneName } from '../../../../src/core/model/wall.ts'
import type { Spans } from '../../../../src/core/time/spans.ts'
import { DAY, nameOf } from './dates.ts'

const MINUTE = 60_000

/** Moments at which the clocks of a zone change: forwards, back, by 30 minutes, by 2 hours, by a day, over midnight. */
export const CHANGES = [
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

export const zones = fc.constantFrom(...new Set(CHANGES.map(([zone]) => zone))).map((zone) => ZoneName.parse(zone))

export const minutes = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(...values)

/** `value` in one of `among` cases, else `otherwise`. */
export const seldom = <T, U>(among: number, value: fc.Arbitrary<T>, otherwise: U): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: among - 1, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: value })

/** Nothing in one of `among` cases each. */
export const few = <T>(among: number, value: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<readonly T[]> =>
  seldom(among, fc.array(value, { minLength: 1, maxLength }), [])

/** One object of two. */
export const joined = <A extends object, B extends object>(
  first: fc.Arbitrary<A>,
  second: fc.Arbitrary<B>,
): fc.Arbitrary<A & B> => fc.tuple(first, second).map(join)

function join<A extends object, B extends object>([first, second]: [A, B]): A & B {
  return { ...first, ...second }
}

export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Dates of the range and two around it. */
export const datesAround = ({ start, end }: Interval): fc.Arbitrary<WallDate> =>
  fc
    .integer({ min: Math.floor(start / DAY) - 1, max: Math.floor(end / DAY) + 1 })
    .map((day) => WallDate.parse(nameOf(day)))

/** Two dates around the range, in order. */
export const dateSpans = (range: Interval): fc.Arbitrary<{ from: WallDate; until: WallDate }> =>
  fc.tuple(datesAround(range), fc.integer({ min: 0, max: 2 })).map(([from, days]) => {
    return { from, until: WallDate.parse(nameOf(Date.parse(from) / DAY + days)) }
  })

/** Times that touch the range or lie near it; whole minutes mostly; some at odd seconds, some empty. */
export const timesAround = ({ start, end }: Interval): fc.Arbitrary<Interval> =>
  fc
    .tuple(
      fc.integer({ min: Math.floor(start / MINUTE) - 60, max: Math.floor(end / MINUTE) + 60 }),
      // Some long before, which S12 may remember.
      fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 5, 7, 8),
      fc.constantFrom(0, 0.5, 5, 30, 60, 60, 90, 200, 3_000),
      fc.constantFrom(0, 0, 0, 1, 59_999),
    )
    .map(([minute, daysBefore, length, odd]) => {
      const from = minute * MINUTE - daysBefore * DAY + odd
      return { start: instant(from), end: instant(from + length * MINUTE) }
    })

/** Quarters of an hour, where a limit that is off by one shows. */
export const quartersWithin = ({ start, end }: Interval): fc.Arbitrary<Interval['start']> =>
  fc
    .integer({ min: Math.ceil(start / (15 * MINUTE)), max: Math.floor(end / (15 * MINUTE)) })
    .map((quarters) => instant(quarters * 15 * MINUTE))

/** Mostly nothing: ms by which a moment misses its minute. */
export const oddMs = fc.constantFrom(0, 0, 0, 0, 1, 30_000, 59_999)

/** A range of `least` to `most` minutes that ends after a change of the clock, and the zone of it. */
export const rangesOverChanges = (least: number, most: number): fc.Arbitrary<[ZoneName, Interval]> =>
  fc
    .tuple(
      fc.constantFrom(...CHANGES),
      fc.integer({ min: -2_880, max: 0 }),
      fc.integer({ min: least, max: most }),
      oddMs,
    )
    .map(([[zone, change], lead, length, odd]) => {
      const start = Date.parse(change) + lead * MINUTE + odd
      return [ZoneName.parse(zone), { start: instant(start), end: instant(start + length * MINUTE) }]
    })

export function flatSpans(times: readonly Interval[]): Spans {
  const merged: number[] = []
  for (const { start, end } of times.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start <= (merged.at(-1) ?? -Infinity)) merged.push(Math.max(merged.pop() ?? 0, end))
    else merged.push(start, end)
  }
  return merged
}

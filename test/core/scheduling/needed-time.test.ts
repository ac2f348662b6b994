import { assert, array, constantFrom, integer, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, type Interval } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { neededTime, type TimeQuery } from '../../../src/core/scheduling/needed-time.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { spansOf } from '../../../src/core/time/spans.ts'
import { at, eventType, iso, offer, offerHost, schedule, time } from './offer-builder.ts'

const NOW = at('2026-11-19T12:00Z')
const SLOT = time('2026-11-24T09:00Z', '2026-11-24T10:00Z')
const MINUTE = 60_000

const asked = (given: Partial<TimeQuery> = {}): TimeQuery => ({
  duration: 60,
  range: SLOT,
  now: NOW,
  zone: ZoneName.parse('Europe/Berlin'),
  weekStart: 1,
  ...given,
})
const needed = (type: Record<string, unknown>, given: Partial<TimeQuery> = {}): Record<string, string[]> => {
  const { busy, counted } = neededTime(eventType(type), asked(given))
  return { busy: iso([busy.start, busy.end]), counted: iso([counted.start, counted.end]) }
}

describe('S7 what is busy is needed as far as buffers reach', () => {
  const reach = (type: Record<string, unknown>, given: Partial<TimeQuery> = {}): string[] =>
    needed(type, given)['busy'] ?? []

  test('the type’s own, and the slot that begins last', () => {
    expect(reach({})).toEqual(['2026-11-24T09:00Z', '2026-11-24T11:00Z'])
    expect(reach({ buffers: { before: 10, after: 30 } })).toEqual(['2026-11-24T08:50Z', '2026-11-24T11:30Z'])
    expect(reach({ buffers: { before: 10, after: 30, between: 20 } })).toEqual([
      '2026-11-24T08:40Z',
      '2026-11-24T11:30Z',
    ])
  })

  test('with the longest that any booking wants', () => {
    const type = { buffers: { before: 10, after: 30, between: 20 } }
    expect(reach(type, { longest: 5 })).toEqual(['2026-11-24T08:40Z', '2026-11-24T11:35Z'])
    expect(reach(type, { longest: 60 })).toEqual(['2026-11-24T07:50Z', '2026-11-24T12:30Z'])
  })

  test('S8 from now on where bookable days are counted, S12 a week back where gaps are filled', () => {
    const horizon = { kind: 'bookable-days', days: 5 }
    expect(reach({ horizon })).toEqual(['2026-11-19T12:00Z', '2026-11-24T11:00Z'])
    expect(reach({ horizon }, { now: at('2026-11-24T09:30Z') })).toEqual(['2026-11-24T09:00Z', '2026-11-24T11:00Z'])
    expect(reach({ fillGaps: true })).toEqual(['2026-11-17T09:00Z', '2026-11-24T11:00Z'])
  })
})

test('S9 what limits count is needed for whole periods', () => {
  const limits = (...given: [string, string][]): Record<string, unknown> => ({
    limits: given.map(([of, per]) => ({ of, per, measure: 'count', most: 1 })),
  })
  const counted = (type: Record<string, unknown>): string[] => needed(type)['counted'] ?? []
  expect(counted({})).toEqual(['2026-11-24T09:00Z', '2026-11-24T11:00Z'])
  expect(counted(limits(['type', 'day']))).toEqual(['2026-11-23T23:00Z', '2026-11-24T23:00Z'])
  expect(counted(limits(['booker', 'week']))).toEqual(['2026-11-22T23:00Z', '2026-11-29T23:00Z'])
  expect(counted(limits(['type', 'day'], ['booker', 'month']))).toEqual(['2026-10-31T23:00Z', '2026-11-30T23:00Z'])
  // A host may be 26 hours away: it could still be Monday there, or Wednesday already.
  expect(counted(limits(['host', 'day']))).toEqual(['2026-11-21T21:00Z', '2026-11-27T01:00Z'])
  expect(counted(limits(['host', 'year']))).toEqual(['2025-12-30T21:00Z', '2027-01-02T01:00Z'])
})

const HOUR = 60 * MINUTE
const some = (hours: number): Interval => {
  const start = instant(SLOT.start + hours * HOUR)
  return { start, end: instant(start + HOUR) }
}
const booked = array(
  record({
    hours: integer({ min: -400, max: 400 }).map((quarters) => quarters / 4),
    buffers: record({
      before: integer({ min: 0, max: 90 }),
      after: integer({ min: 0, max: 90 }),
      between: integer({ min: 0, max: 90 }),
    }),
  }),
  { maxLength: 12 },
)
const types = record({
  buffers: record({ before: integer({ min: 0, max: 90 }), after: integer({ min: 0, max: 90 }) }),
  fillGaps: constantFrom(true, false),
  horizon: constantFrom({ kind: 'unlimited' }, { kind: 'bookable-days', days: 3 }),
  limits: array(
    record({
      of: constantFrom('host', 'type', 'booker'),
      measure: constantFrom('count'),
      per: constantFrom('day', 'week', 'month'),
      most: integer({ min: 1, max: 4 }),
    }),
    { maxLength: 2 },
  ),
})

test('S1 what lies outside the needed time decides nothing', () => {
  const zones = constantFrom('Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago')
  assert(
    property(types, booked, booked, tuple(zones, zones), (type, busy, bookings, [first, second]) => {
      const team = {
        category: 'collective',
        hosts: [1, 2].map((n) => ({ member: offerHost(n).member, required: true })),
      }
      const weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
      const given = eventType({ ...type, ...team })
      const { busy: near, counted } = neededTime(given, asked({ zone: ZoneName.parse(first), longest: 90 }))
      const all = bookings.map(({ hours, buffers }) => ({ ...some(hours), buffers }))
      const within = ({ start, end }: Interval, span: Interval): boolean => start < span.end && end > span.start
      const asOf = (keeps: (time: Interval) => boolean, counts: (time: Interval) => boolean): Offer => {
        const taken = spansOf(busy.map(({ hours }) => some(hours)).filter(keeps))
        const known = all.filter((time) => keeps(time) || counts(time))
        const hosts = [first, second].map((zone, i) =>
          offerHost(i + 1, { schedule: schedule(i + 1, { zone, weekly }), busy: taken, bookings: known }),
        )
        const ofType = all.filter(counts)
        return offer({ eventType: given, hosts, booked: { ofType, ofBooker: ofType } })
      }
      const range = { start: SLOT.start, end: instant(SLOT.end + HOUR) }
      const everything = asOf(
        () => true,
        () => true,
      )
      const enough = asOf(
        (time) => within(time, near),
        (time) => counted.start <= time.start && time.start < counted.end,
      )
      expect(iso(offeredSlots(enough, range, NOW))).toEqual(iso(offeredSlots(everything, range, NOW)))
    }),
    { numRuns: 300 },
  )
})

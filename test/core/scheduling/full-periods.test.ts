import { expect, test } from 'vitest'
import { Limit } from '../../../src/core/model/event-type.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { fullPeriods, type LimitQuery } from '../../../src/core/scheduling/full-periods.ts'
import { iso, time } from './offer-builder.ts'

const limit = (given: Partial<Limit>): Limit =>
  Limit.parse({ of: 'host', measure: 'count', per: 'day', most: 2, ...given })

function full(limits: readonly Limit[], bookings: [string, string][], given: Partial<LimitQuery> = {}): unknown[] {
  const found = fullPeriods(limits, {
    bookings: bookings.map(([start, end]) => time(start, end)),
    duration: 60,
    zone: ZoneName.parse('Europe/Berlin'),
    weekStart: 1,
    within: time('2026-11-01T00:00Z', '2026-12-01T00:00Z'),
    ...given,
  })
  return found.map(({ limit: { per }, period }) => [per, iso([period.start, period.end])].flat())
}

const MORNING: [string, string] = ['2026-11-20T08:00Z', '2026-11-20T09:00Z']
const FRIDAY: [string, string][] = [MORNING, ['2026-11-20T22:59Z', '2026-11-21T00:30Z']]

test('S9 by count a period is full at its most, and bookings count where they start', () => {
  expect(full([limit({ most: 2 })], FRIDAY)).toEqual([['day', '2026-11-19T23:00Z', '2026-11-20T23:00Z']])
  expect(full([limit({ most: 3 })], FRIDAY)).toEqual([])
  expect(full([limit({ most: 2 })], [MORNING, ['2026-11-20T23:00Z', '2026-11-21T00:00Z']])).toEqual([])
})

test('S9 by minutes a period is full when one more of this length would exceed it', () => {
  // 60 + 91 minutes are booked.
  const minutes = (most: number): Limit[] => [limit({ measure: 'minutes', most })]
  expect(full(minutes(211), FRIDAY)).toEqual([])
  expect(full(minutes(210), FRIDAY)).toEqual([['day', '2026-11-19T23:00Z', '2026-11-20T23:00Z']])
  expect(full(minutes(210), FRIDAY, { duration: 59 })).toEqual([])
})

test('S9 a length that exceeds the most on its own finds every period full', () => {
  const within = time('2026-11-20T12:00Z', '2026-11-22T12:00Z')
  const days = [
    ['day', '2026-11-19T23:00Z', '2026-11-20T23:00Z'],
    ['day', '2026-11-20T23:00Z', '2026-11-21T23:00Z'],
    ['day', '2026-11-21T23:00Z', '2026-11-22T23:00Z'],
  ]
  expect(full([limit({ measure: 'minutes', most: 59 })], [], { within })).toEqual(days)
  expect(full([limit({ measure: 'minutes', most: 60 })], [], { within })).toEqual([])
})

test('S9 week, month and year, each told with its limit', () => {
  const limits = (['week', 'month', 'year'] as const).map((per) => limit({ per }))
  expect(full(limits, FRIDAY)).toEqual([
    ['week', '2026-11-15T23:00Z', '2026-11-22T23:00Z'],
    ['month', '2026-10-31T23:00Z', '2026-11-30T23:00Z'],
    ['year', '2025-12-31T23:00Z', '2026-12-31T23:00Z'],
  ])
})

test('S9 where weeks begin decides what is in one', () => {
  const sundayAndMonday: [string, string][] = [
    ['2026-11-22T10:00Z', '2026-11-22T11:00Z'],
    ['2026-11-23T10:00Z', '2026-11-23T11:00Z'],
  ]
  const week = [limit({ per: 'week' })]
  expect(full(week, sundayAndMonday, { weekStart: 1 })).toEqual([])
  expect(full(week, sundayAndMonday, { weekStart: 0 })).toEqual([['week', '2026-11-21T23:00Z', '2026-11-28T23:00Z']])
})

test('S9 days and weeks with a change of the clock are whole ones', () => {
  const within = time('2026-10-20T00:00Z', '2026-10-30T00:00Z')
  // The 25th of October has 25 hours in Berlin: 24th 22:00Z to 25th 23:00Z.
  const ends: [string, string][] = [
    ['2026-10-24T22:00Z', '2026-10-24T22:30Z'],
    ['2026-10-25T22:30Z', '2026-10-25T23:00Z'],
  ]
  expect(full([limit({})], ends, { within })).toEqual([['day', '2026-10-24T22:00Z', '2026-10-25T23:00Z']])
  expect(full([limit({ per: 'week' })], ends, { within })).toEqual([['week', '2026-10-18T22:00Z', '2026-10-25T23:00Z']])
})

test('S9 only periods that touch what is asked for are told, in order, whatever the order of bookings', () => {
  const bookings: [string, string][] = ['23', '20', '25', '20', '23', '25'].map((day) => [
    `2026-11-${day}T08:00Z`,
    `2026-11-${day}T09:00Z`,
  ])
  const within = (start: string, end: string): unknown[] => full([limit({})], bookings, { within: time(start, end) })
  expect(within('2026-11-20T22:59Z', '2026-11-22T23:01Z')).toEqual([
    ['day', '2026-11-19T23:00Z', '2026-11-20T23:00Z'],
    ['day', '2026-11-22T23:00Z', '2026-11-23T23:00Z'],
  ])
  expect(within('2026-11-20T23:00Z', '2026-11-22T23:00Z')).toEqual([])
  expect(within('2026-11-20T12:00Z', '2026-11-20T12:00Z')).toEqual([])
})

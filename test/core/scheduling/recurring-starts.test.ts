import { describe, expect, test } from 'vitest'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { recurringRange, recurringStarts, type RecurringWish } from '../../../src/core/scheduling/recurring-starts.ts'
import { whyNot } from '../../../src/core/scheduling/why-not.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { at, booking, busy, eventType, iso, link, member, offer, offerHost, schedule, time } from './offer-builder.ts'

const NOW = at('2026-10-01T12:00Z')
// Fridays; clocks go back in Berlin on 25 October.
const START = at('2026-10-09T07:00Z')
const FRIDAYS = [
  '2026-10-09T07:00Z',
  '2026-10-16T07:00Z',
  '2026-10-23T07:00Z',
  '2026-10-30T08:00Z',
  '2026-11-06T08:00Z',
]

const weekly = (
  conflicts: string,
  given: Record<string, unknown> = {},
  rule = 'FREQ=WEEKLY',
  most = 10,
): Partial<Offer> => ({
  eventType: eventType({ recurrence: { rule, most, conflicts }, ...given }),
})

function answer(given: Partial<Offer>, wish: Partial<RecurringWish> = {}): [string[], string[], boolean] {
  const { booked, conflicts, complete } = recurringStarts(offer(given), { start: START, count: 4, ...wish }, NOW)
  return [iso(booked), iso(conflicts.map(({ start }) => start)), complete]
}

const busyOn = (...days: string[]): Partial<Offer> => ({
  hosts: [offerHost(1, { busy: busy(...days.map((day): [string, string] => [`${day}T00:00Z`, `${day}T24:00Z`])) })],
})

test('C6 occurrences keep the reading of the grid’s wall', () => {
  expect(answer(weekly('refuse'))).toEqual([FRIDAYS.slice(0, 4), [], true])
  const tokyo = weekly('refuse', { zone: 'Asia/Tokyo' })
  // 16:00 in Tokyo is 09:00, then 08:00 in Berlin, which is before work.
  expect(answer(tokyo)).toEqual([[], ['2026-10-30T07:00Z'], false])
})

describe('C6 every occurrence is checked', () => {
  const second = busyOn('2026-10-16')

  test('refuse: nothing is booked, and the conflicting ones are told with their reasons', () => {
    const given = offer({ ...weekly('refuse'), ...busyOn('2026-10-16', '2026-10-30') })
    expect(recurringStarts(given, { start: START, count: 4 }, NOW)).toEqual({
      booked: [],
      conflicts: ['2026-10-16T07:00Z', '2026-10-30T08:00Z'].map((start) => ({
        start: at(start),
        reasons: whyNot(given, at(start), NOW),
      })),
      complete: false,
    })
  })

  test('skip: the others are booked', () => {
    const others = ['2026-10-09T07:00Z', '2026-10-23T07:00Z', '2026-10-30T08:00Z']
    expect(answer({ ...weekly('skip'), ...second })).toEqual([others, ['2026-10-16T07:00Z'], false])
    expect(answer(weekly('skip'))).toEqual([FRIDAYS.slice(0, 4), [], true])
  })

  test('append: as many follow at the end', () => {
    const others = FRIDAYS.filter((start) => start !== '2026-10-16T07:00Z')
    expect(answer({ ...weekly('append'), ...second })).toEqual([others, ['2026-10-16T07:00Z'], true])
    expect(answer({ ...weekly('append'), ...busyOn('2026-10-09', '2026-10-30') }, { count: 2 })).toEqual([
      ['2026-10-16T07:00Z', '2026-10-23T07:00Z'],
      ['2026-10-09T07:00Z'],
      true,
    ])
  })

  test('append ends with the horizon', () => {
    const horizon = (until: string): Partial<Offer> =>
      weekly('append', { horizon: { kind: 'fixed-range', from: '2026-10-01', until } })
    expect(answer({ ...horizon('2026-11-06'), ...second })).toEqual([
      FRIDAYS.filter((start) => start !== '2026-10-16T07:00Z'),
      ['2026-10-16T07:00Z'],
      true,
    ])
    expect(answer({ ...horizon('2026-11-05'), ...second })).toEqual([
      ['2026-10-09T07:00Z', '2026-10-23T07:00Z', '2026-10-30T08:00Z'],
      ['2026-10-16T07:00Z', '2026-11-06T08:00Z'],
      false,
    ])
  })

  test('append gives up after 366 more', () => {
    const daily = weekly('append', {}, 'FREQ=DAILY')
    const always = { hosts: [offerHost(1, { busy: busy(['2026-01-01T00:00Z', '2030-01-01T00:00Z']) })] }
    const { booked, conflicts, complete } = recurringStarts(
      offer({ ...daily, ...always }),
      { start: START, count: 2 },
      NOW,
    )
    expect([booked, conflicts.length, complete]).toEqual([[], 368, false])
  })
})

describe('C6 what comes before counts for what comes after', () => {
  const daily = (given: Record<string, unknown>): Partial<Offer> => weekly('skip', given, 'FREQ=DAILY')

  test('S9 in limits', () => {
    const limited = (of: string, per = 'week'): Partial<Offer> =>
      daily({ limits: [{ of, per, measure: 'count', most: 2 }] })
    // From Monday on, five days.
    const wish = { start: at('2026-10-05T07:00Z'), count: 5 }
    const days = ['05', '06', '07', '08', '09'].map((day) => `2026-10-${day}T07:00Z`)
    for (const of of ['host', 'type', 'booker']) {
      expect(answer(limited(of), wish)).toEqual([days.slice(0, 2), days.slice(2), false])
    }
    const booked = { ofType: [], ofBooker: [time('2026-10-08T12:00Z', '2026-10-08T13:00Z')] }
    expect(answer({ ...limited('booker'), booked }, wish)).toEqual([days.slice(0, 1), days.slice(1), false])
  })

  test('S7 in buffers', () => {
    const hourly = weekly('skip', { step: 60, buffers: { before: 0, after: 30 } }, 'FREQ=HOURLY')
    expect(answer(hourly, { count: 3 })).toEqual([
      ['2026-10-09T07:00Z', '2026-10-09T09:00Z'],
      ['2026-10-09T08:00Z'],
      false,
    ])
  })

  test('S10 and each takes the time of one host of a round robin, or of whom the caller says', () => {
    const hosts = [1, 2].map((n) => ({ member: member(n), required: false }))
    const limits = [{ of: 'host', per: 'week', measure: 'count', most: 1 }]
    const round = { ...daily({ category: 'round-robin', hosts, limits }), hosts: [offerHost(1), offerHost(2)] }
    const wish = { start: at('2026-10-06T07:00Z'), count: 3 }
    expect(answer(round, wish)).toEqual([['2026-10-06T07:00Z', '2026-10-07T07:00Z'], ['2026-10-08T07:00Z'], false])
    const takers = (): OfferHost['member'][] => [member(1), member(2)]
    expect(answer(round, { ...wish, takers })).toEqual([
      ['2026-10-06T07:00Z'],
      ['2026-10-07T07:00Z', '2026-10-08T07:00Z'],
      false,
    ])
  })

  test('S13 a seat of a session takes no time of the host’s, but is one of the booker’s', () => {
    const session = booking('2026-10-05T07:00Z', '2026-10-05T08:00Z', { eventType: eventType().id, seats: 1 })
    const wish = { start: at('2026-10-05T07:00Z'), count: 3 }
    const group = (of: string): [string[], string[], boolean] =>
      answer(
        {
          ...daily({ category: 'group', capacity: 3, limits: [{ of, per: 'week', measure: 'count', most: 2 }] }),
          hosts: [offerHost(1, { bookings: [session] })],
          booked: { ofType: [session], ofBooker: [] },
        },
        wish,
      )
    const days = ['05', '06', '07'].map((day) => `2026-10-${day}T07:00Z`)
    expect(group('host')).toEqual([days.slice(0, 2), days.slice(2), false])
    expect(group('type')).toEqual([days.slice(0, 2), days.slice(2), false])
    expect(group('booker')).toEqual([days.slice(0, 2), days.slice(2), false])
  })
})

test('C6 no more than the type’s most, and one of a type that does not repeat', () => {
  expect(answer(weekly('refuse', {}, 'FREQ=WEEKLY', 3))).toEqual([FRIDAYS.slice(0, 3), [], false])
  expect(answer(weekly('refuse', {}, 'FREQ=WEEKLY', 4))).toEqual([FRIDAYS.slice(0, 4), [], true])
  expect(answer({})).toEqual([FRIDAYS.slice(0, 1), [], false])
  expect(answer({}, { count: 1 })).toEqual([FRIDAYS.slice(0, 1), [], true])
})

test('C6 the wish is the first occurrence, whatever the rule says of its day', () => {
  const tuesdays = weekly('refuse', {}, 'FREQ=WEEKLY;BYDAY=TU')
  expect(answer(tuesdays, { count: 3 })).toEqual([
    ['2026-10-09T07:00Z', '2026-10-13T07:00Z', '2026-10-20T07:00Z'],
    [],
    true,
  ])
})

test('T1 dates that do not exist are skipped, a reading that comes twice is the first, a wish may be the second', () => {
  const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const hosts = [offerHost(1, { schedule: schedule(1, { weekly: always }) })]
  const monthly = answer(
    { ...weekly('refuse', {}, 'FREQ=MONTHLY'), hosts },
    { start: at('2026-12-31T08:00Z'), count: 3 },
  )
  expect(monthly[0]).toEqual(['2026-12-31T08:00Z', '2027-01-31T08:00Z', '2027-03-31T07:00Z'])
  const daily = { ...weekly('refuse', { step: 30 }, 'FREQ=DAILY'), hosts }
  const from = (start: string): string[] => answer(daily, { start: at(start), count: 2 })[0]
  // 02:30 in Berlin comes at 00:30Z and at 01:30Z on 25 October.
  expect(from('2026-10-24T00:30Z')).toEqual(['2026-10-24T00:30Z', '2026-10-25T00:30Z'])
  expect(from('2026-10-25T00:30Z')).toEqual(['2026-10-25T00:30Z', '2026-10-26T01:30Z'])
  expect(from('2026-10-25T01:30Z')).toEqual(['2026-10-25T01:30Z', '2026-10-26T01:30Z'])
})

test('C6 a rule that yields nothing, or is none, repeats nothing', () => {
  for (const rule of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=FORTNIGHTLY', '']) {
    expect(answer(weekly('append', {}, rule), { count: 2 })).toEqual([FRIDAYS.slice(0, 1), [], false])
  }
})

test('C6 of what is not offered at all, all conflicts', () => {
  expect(answer({ ...weekly('skip'), link: link({ active: false }) }, { count: 2 })).toEqual([
    [],
    FRIDAYS.slice(0, 2),
    false,
  ])
  const [booked, conflicts, complete] = answer({ ...weekly('skip'), hosts: [] }, { count: 2 })
  expect([booked, conflicts, complete]).toEqual([[], FRIDAYS.slice(0, 1), false])
})

test('C6 the range in which the offer must be good ends with the last occurrence that may be tried', () => {
  const zone = ZoneName.parse('Europe/Berlin')
  const range = (conflicts: string): string[] => {
    const given = eventType({ recurrence: { rule: 'FREQ=DAILY', most: 10, conflicts } })
    const { start, end } = recurringRange(given, { start: START, count: 4, zone }, 60)
    return iso([start, end])
  }
  expect(range('skip')).toEqual(['2026-10-09T07:00Z', '2026-10-12T08:00Z'])
  // 3 + 366 days later, in summer again.
  expect(range('append')).toEqual(['2026-10-09T07:00Z', '2027-10-13T08:00Z'])
})

import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { slotQueryOf } from '../../../src/core/scheduling/slot-query.ts'
import { absence, at, busy, eventType, holiday, iso, offer, offerHost, schedule, time } from './offer-builder.ts'

// Thursday 19 November 2026, noon in UTC; hours are weekdays 09:00-12:00 in Berlin, so 08:00Z to 11:00Z.
const NOW = at('2026-11-19T12:00Z')
const MONTHS = time('2026-11-01T00:00Z', '2027-03-01T00:00Z')

/** A slot a day, so that days are starts. */
const daily = { durations: [180], step: 180, zone: 'Europe/Berlin' }

const withHorizon = (horizon: Record<string, unknown>, given: Partial<Offer> = {}): Offer =>
  offer({ eventType: eventType({ ...daily, horizon }), duration: 180, ...given })

const days = (given: Offer, now = NOW): string[] =>
  iso(offeredSlots(given, MONTHS, now)).map((start) => start.slice(0, 10))

const business = (count: number, given: Partial<Offer> = {}): Offer =>
  withHorizon({ kind: 'business-days', days: count }, given)
const bookable = (count: number, given: Partial<Offer> = {}): Offer =>
  withHorizon({ kind: 'bookable-days', days: count }, given)

describe('S8 business days', () => {
  test('are dates with hours, from tomorrow on', () => {
    expect(days(business(1))).toEqual(['2026-11-20'])
    expect(days(business(3))).toEqual(['2026-11-20', '2026-11-23', '2026-11-24'])
    // Today has slots left, but is not counted.
    expect(days(business(1), at('2026-11-19T07:00Z'))).toEqual(['2026-11-19', '2026-11-20'])
  })

  test('skip holidays that are observed, and dates that an override has closed, not absences or busy days', () => {
    const closed = schedule(1, { overrides: [{ date: '2026-11-24', ranges: [] }] })
    const host = offerHost(1, {
      schedule: closed,
      holidays: [holiday('2026-11-23')],
      absences: [absence(1, '2026-11-25', '2026-11-25')],
      busy: busy(['2026-11-26T00:00Z', '2026-11-27T00:00Z']),
    })
    // 20, 25 (away), 26 (busy), 27.
    expect(days(business(3, { hosts: [host] }))).toEqual(['2026-11-20'])
    expect(days(business(4, { hosts: [host] }))).toEqual(['2026-11-20', '2026-11-27'])
  })

  test('of a schedule without hours nothing comes of looking, and it ends', () => {
    const never = schedule(1, { weekly: [] })
    const query = slotQueryOf(business(2, { hosts: [offerHost(1, { schedule: never })] }), MONTHS, NOW)
    expect(query?.latestStart).toBe(at('2027-03-01T23:00Z') - 1)
    const far = time('2300-01-01T00:00Z', '2300-02-01T00:00Z')
    // 100 years of dates are looked at, from tomorrow on.
    const last = slotQueryOf(business(2, { hosts: [offerHost(1, { schedule: never })] }), far, NOW)?.latestStart
    expect(last).toBe(at('2126-11-20T23:00Z') - 1)
  })

  test('are found where hours are rare', () => {
    const mondays = schedule(1, { weekly: [{ day: 1, ranges: [{ start: '09:00', end: '12:00' }] }] })
    expect(days(business(14, { hosts: [offerHost(1, { schedule: mondays })] })).at(-1)).toBe('2027-02-22')
    expect(days(business(15, { hosts: [offerHost(1, { schedule: mondays })] })).length).toBe(14)
    expect(days(business(13, { hosts: [offerHost(1, { schedule: mondays })] })).at(-1)).toBe('2027-02-15')
  })
})

describe('S8 bookable days', () => {
  test('are the first dates with a slot, today among them if it has one', () => {
    expect(days(bookable(2))).toEqual(['2026-11-20', '2026-11-23'])
    expect(days(bookable(2), at('2026-11-19T08:00Z'))).toEqual(['2026-11-19', '2026-11-20'])
    expect(days(bookable(2), instant(at('2026-11-19T08:00Z') + 1))).toEqual(['2026-11-20', '2026-11-23'])
  })

  test('skip days that are full, busy or away, and those that the notice takes', () => {
    const host = offerHost(1, {
      absences: [absence(1, '2026-11-23', '2026-11-24')],
      busy: busy(['2026-11-25T10:59Z', '2026-11-25T11:00Z']),
    })
    expect(days(bookable(2, { hosts: [host] }))).toEqual(['2026-11-20', '2026-11-26'])
    const noticed = eventType({ ...daily, notice: 24 * 60, horizon: { kind: 'bookable-days', days: 1 } })
    expect(days(offer({ eventType: noticed, duration: 180 }))).toEqual(['2026-11-23'])
  })

  test('have a slot of the length that is asked for', () => {
    const short = schedule(1, { overrides: [{ date: '2026-11-20', ranges: [{ start: '09:00', end: '11:59' }] }] })
    expect(days(bookable(1, { hosts: [offerHost(1, { schedule: short })] }))).toEqual(['2026-11-23'])
  })

  test('hold at booking as in the list, and wherever the range begins', () => {
    const given = bookable(3)
    const listed = offeredSlots(given, MONTHS, NOW)
    expect(iso(listed)).toEqual(['2026-11-20T08:00Z', '2026-11-23T08:00Z', '2026-11-24T08:00Z'])
    for (const start of offeredSlots(offer({ eventType: eventType(daily), duration: 180 }), MONTHS, NOW)) {
      expect([start, isOffered(given, start, NOW)]).toEqual([start, listed.includes(start)])
    }
    expect(iso(offeredSlots(given, time('2026-11-24T00:00Z', '2026-12-24T00:00Z'), NOW))).toEqual(['2026-11-24T08:00Z'])
  })

  test('no more than 366 dates are looked at, today being the first', () => {
    const away = (until: string): Partial<Offer> => ({
      hosts: [offerHost(1, { absences: [absence(1, '2026-11-01', until)] })],
    })
    const years = time('2026-11-01T00:00Z', '2029-01-01T00:00Z')
    const found = (until: string): string[] => iso(offeredSlots(bookable(366, away(until)), years, NOW))
    // 19 November 2027, a Friday, is the 366th.
    expect(found('2027-11-17')).toEqual(['2027-11-18T08:00Z', '2027-11-19T08:00Z'])
    expect(found('2027-11-18')).toEqual(['2027-11-19T08:00Z'])
    expect(found('2027-11-19')).toEqual([])
  })

  test('of a team have a slot for all who are needed', () => {
    const collective = eventType({
      ...daily,
      category: 'collective',
      hosts: [1, 2].map((n) => ({ member: offerHost(n).member, required: true })),
      horizon: { kind: 'bookable-days', days: 2 },
    })
    const second = offerHost(2, { absences: [absence(2, '2026-11-20', '2026-11-24')] })
    expect(days(offer({ eventType: collective, duration: 180, hosts: [offerHost(1), second] }))).toEqual([
      '2026-11-25',
      '2026-11-26',
    ])
  })
})

test('S8 calendar days count every date, and the last one is whole', () => {
  const calendar = (count: number): Offer => withHorizon({ kind: 'calendar-days', days: count })
  expect(days(calendar(3))).toEqual(['2026-11-20'])
  expect(days(calendar(4))).toEqual(['2026-11-20', '2026-11-23'])
})

test('S8 days are those of the first host’s schedule, not of the grid', () => {
  const type = eventType({ ...daily, zone: 'Asia/Tokyo', step: 60, horizon: { kind: 'calendar-days', days: 1 } })
  // 22:59Z is still the 19th in Berlin, 23:00Z is the 20th.
  expect(days(offer({ eventType: type, duration: 180 }), at('2026-11-19T22:59Z'))).toEqual(['2026-11-20'])
  expect(days(offer({ eventType: type, duration: 180 }), at('2026-11-20T23:00Z'))).toEqual([])
})

test('S8 without a horizon there is no end', () => {
  const slot = time('2126-11-20T08:00Z', '2126-11-20T11:00Z')
  expect(iso(offeredSlots(withHorizon({ kind: 'unlimited' }), slot, NOW))).toEqual(['2126-11-20T08:00Z'])
})

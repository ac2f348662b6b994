import { describe, expect, test } from 'vitest'
import type { OfferHost, Offer } from '../../../src/core/scheduling/offer.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { at, booking, eventType, iso, member, offer, offerHost, schedule, time } from './offer-builder.ts'

// Friday 20 November to Tuesday 24 November 2026; 09:00-12:00 in Berlin is 08:00Z-11:00Z.
const DAYS = time('2026-11-20T00:00Z', '2026-11-25T00:00Z')
const NOW = at('2026-11-19T12:00Z')

const limited = (limit: Record<string, unknown>, given: Record<string, unknown> = {}): Partial<Offer> => ({
  eventType: eventType({ limits: [{ of: 'host', measure: 'count', per: 'day', most: 1, ...limit }], ...given }),
})
/** Date and hour of each. */
const offered = (given: Partial<Offer>): string =>
  iso(offeredSlots(offer(given), DAYS, NOW))
    .map((start) => start.slice(8, 13))
    .join(' ')
const withBookings = (...bookings: OfferHost['bookings']): Partial<Offer> => ({ hosts: [offerHost(1, { bookings })] })

const FRIDAY = '20T08 20T09 20T10'
const MONDAY = '23T08 23T09 23T10'
const TUESDAY = '24T08 24T09 24T10'

test('S9 a host’s limit counts all bookings of the host, of whatever type', () => {
  const two = withBookings(
    booking('2026-11-20T06:00Z', '2026-11-20T06:30Z', { eventType: eventType({ id: member(9) }).id }),
    booking('2026-11-20T15:00Z', '2026-11-20T16:00Z'),
  )
  expect(offered({ ...limited({ most: 2 }), ...two })).toBe(`${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ most: 3 }), ...two })).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ most: 150, measure: 'minutes' }), ...two })).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ most: 149, measure: 'minutes' }), ...two })).toBe(`${MONDAY} ${TUESDAY}`)
})

test('S9 limits of the type and of the booker count what is booked of the type, and of theirs', () => {
  const friday = time('2026-11-20T15:00Z', '2026-11-20T16:00Z')
  const monday = time('2026-11-23T15:00Z', '2026-11-23T16:00Z')
  const booked = { ofType: [friday], ofBooker: [monday] }
  expect(offered({ ...limited({ of: 'type' }), booked })).toBe(`${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ of: 'booker' }), booked })).toBe(`${FRIDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ of: 'host' }), booked })).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ of: 'type', per: 'week' }), booked })).toBe(`${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({ of: 'type', per: 'month' }), booked })).toBe('')
  expect(offered(limited({ of: 'type' }))).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
})

test('S9 a full period closes for its whole span: no slot touches it', () => {
  const night = schedule(1, {
    weekly: [
      { day: 5, ranges: [{ start: '22:00', end: '24:00' }] },
      { day: 6, ranges: [{ start: '00:00', end: '02:00' }] },
    ],
  })
  const bookings = [booking('2026-11-21T11:00Z', '2026-11-21T12:00Z')]
  const half = { step: 30 }
  // Saturday in Berlin begins at 23:00Z; the slot at 22:30Z would reach into it.
  expect(offered({ ...limited({}, half), hosts: [offerHost(1, { schedule: night })] })).toBe(
    '20T21 20T21 20T22 20T22 20T23 20T23 21T00',
  )
  expect(offered({ ...limited({}, half), hosts: [offerHost(1, { schedule: night, bookings })] })).toBe(
    '20T21 20T21 20T22',
  )
})

test('S9 each host’s limit is counted in that host’s zone, the type’s in the first one’s', () => {
  const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const hosts = [1, 2].map((n) => ({ member: member(n), required: true }))
  const given = { category: 'collective', hosts, step: 180 }
  const tokyo = schedule(2, { zone: 'Asia/Tokyo', weekly: always })
  const bookings = [booking('2026-11-20T16:00Z', '2026-11-20T17:00Z')]
  const both = [
    offerHost(1, { schedule: schedule(1, { zone: 'UTC', weekly: always }) }),
    offerHost(2, { schedule: tokyo, bookings }),
  ]
  const day = (given: Partial<Offer>): string =>
    iso(offeredSlots(offer(given), time('2026-11-20T00:00Z', '2026-11-22T00:00Z'), NOW))
      .map((start) => start.slice(8, 13))
      .join(' ')
  // The booking is on the 21st in Tokyo: 20th 15:00Z to 21st 15:00Z.
  expect(day({ ...limited({}, given), hosts: both })).toBe('20T00 20T03 20T06 20T09 20T12 21T15 21T18 21T21')
  const booked = { ofType: bookings, ofBooker: [] }
  expect(day({ ...limited({ of: 'type' }, given), hosts: both, booked })).toBe(
    '21T00 21T03 21T06 21T09 21T12 21T15 21T18 21T21',
  )
})

test('S9 in a round robin a full host leaves the slot to the others', () => {
  const round = { category: 'round-robin', hosts: [1, 2].map((n) => ({ member: member(n), required: false })) }
  const bookings = [booking('2026-11-20T15:00Z', '2026-11-20T16:00Z')]
  const full = offerHost(1, { bookings })
  expect(offered({ ...limited({}, round), hosts: [full, offerHost(2)] })).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  expect(offered({ ...limited({}, round), hosts: [full, offerHost(2, { bookings })] })).toBe(`${MONDAY} ${TUESDAY}`)
})

test('S9 several limits all hold', () => {
  const limits = [
    { of: 'host', measure: 'count', per: 'day', most: 5 },
    { of: 'type', measure: 'minutes', per: 'week', most: 100 },
  ]
  const ofType = [time('2026-11-18T08:00Z', '2026-11-18T08:41Z')]
  const given = { eventType: eventType({ limits }), booked: { ofType, ofBooker: [] } }
  expect(offered(given)).toBe(`${MONDAY} ${TUESDAY}`)
})

test('S1 what a limit closes in the list it closes at booking', () => {
  const given = offer({
    ...limited({ per: 'week', most: 2 }),
    ...withBookings(
      booking('2026-11-16T08:00Z', '2026-11-16T09:00Z'),
      booking('2026-11-22T22:30Z', '2026-11-22T23:30Z'),
    ),
  })
  // Sunday 22:30Z is 23:30 in Berlin, the last hour of the week.
  expect(iso(offeredSlots(given, DAYS, NOW)).length).toBe(6)
  expect(isOffered(given, at('2026-11-20T08:00Z'), NOW)).toBe(false)
  expect(isOffered(given, at('2026-11-23T08:00Z'), NOW)).toBe(true)
})

describe('S13 a session with seats left, in a full period', () => {
  const type = { category: 'group', capacity: 3 }
  const session = booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { eventType: eventType().id, seats: 2 })
  const hosts = [offerHost(1, { bookings: [session] })]

  test('is still offered: it makes no more bookings', () => {
    expect(offered({ ...limited({}, type), hosts })).toBe(`20T09 ${MONDAY} ${TUESDAY}`)
    expect(offered({ ...limited({ of: 'type' }, type), hosts, booked: { ofType: [session], ofBooker: [] } })).toBe(
      `20T09 ${MONDAY} ${TUESDAY}`,
    )
    expect(offered({ ...limited({}, type), hosts, places: 2 })).toBe(`${MONDAY} ${TUESDAY}`)
  })

  test('not to one who has had as many as a booker may', () => {
    const booked = { ofType: [session], ofBooker: [time('2026-11-20T06:00Z', '2026-11-20T07:00Z')] }
    expect(offered({ ...limited({ of: 'booker' }, type), hosts, booked })).toBe(`${MONDAY} ${TUESDAY}`)
  })
})

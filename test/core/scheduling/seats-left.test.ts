import { expect, test } from 'vitest'
import { Absence } from '../../../src/core/model/absence.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { seatsLeft } from '../../../src/core/scheduling/seats-left.ts'
import { at, booking, eventType, iso, member, offer, offerHost, time } from './offer-builder.ts'

const DAY = time('2026-11-20T00:00Z', '2026-11-21T00:00Z')
const NOW = at('2026-11-19T12:00Z')
const NINE = at('2026-11-20T09:00Z')

function group(taken: number | undefined, given: Partial<Offer> = {}): Offer {
  const session = booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { eventType: eventType().id, seats: taken })
  const hosts = [offerHost(1, { bookings: [session] })]
  return offer({ eventType: eventType({ category: 'group', capacity: 3 }), hosts, ...given })
}
const starts = (given: Offer): string =>
  iso(offeredSlots(given, DAY, NOW))
    .map((start) => start.slice(11, 13))
    .join(' ')

test('S13 a session is offered while seats are left, with their number', () => {
  expect([1, 2, 3, 4].map((taken) => [seatsLeft(group(taken), NINE), starts(group(taken))])).toEqual([
    [2, '08 09 10'],
    [1, '08 09 10'],
    [0, '08 10'],
    [0, '08 10'],
  ])
  // A booking of which the seats are not known has one.
  expect(seatsLeft(group(undefined), NINE)).toBe(2)
  expect(seatsLeft(group(1), at('2026-11-20T08:00Z'))).toBe(3)
})

test('S13 as many places as are asked for have to be left', () => {
  expect(starts(group(1, { places: 2 }))).toBe('08 09 10')
  expect(starts(group(2, { places: 2 }))).toBe('08 10')
  expect(starts(group(1, { places: 3 }))).toBe('08 10')
  expect(starts(group(1, { places: 4 }))).toBe('')
})

test('S13 only a session of the type and of this very length has seats', () => {
  const other = (given: Parameters<typeof booking>[2], end = '2026-11-20T10:00Z'): Offer => {
    const session = booking('2026-11-20T09:00Z', end, { eventType: eventType().id, seats: 1, ...given })
    return group(1, { hosts: [offerHost(1, { bookings: [session] })] })
  }
  expect(isOffered(other({}), NINE, NOW)).toBe(true)
  expect(isOffered(other({ eventType: eventType({ id: member(9) }).id }), NINE, NOW)).toBe(false)
  expect(isOffered(other({ eventType: undefined }), NINE, NOW)).toBe(false)
  expect(isOffered(other({}, '2026-11-20T10:01Z'), NINE, NOW)).toBe(false)
})

test('S13 what is no group has one seat, whatever its capacity, and places do not matter', () => {
  const single = group(1, { eventType: eventType({ capacity: 3 }), places: 2 })
  expect([seatsLeft(single, NINE), starts(single)]).toEqual([1, '08 10'])
})

test('S13 S5b while a host is away the seats are those of who stands in, whatever the host had', () => {
  const full = booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { eventType: eventType().id, seats: 3 })
  const away = Absence.parse({
    id: '00000000-0000-7000-8000-000000000601',
    member: member(1),
    time: { kind: 'dates', from: '2026-11-20', until: '2026-11-20' },
    reason: 'vacation',
    delegate: member(2),
    source: 'manual',
  })
  const hosts = [offerHost(1, { bookings: [full], absences: [away] }), offerHost(2)]
  const given = group(undefined, { hosts })
  expect([starts(given), seatsLeft(given, NINE)]).toEqual(['08 09 10', 3])
  const joined = group(undefined, {
    hosts: [hosts[0] ?? offerHost(1), offerHost(2, { bookings: [{ ...full, seats: 1 }] })],
  })
  expect([starts(joined), seatsLeft(joined, NINE)]).toEqual(['08 09 10', 2])
})

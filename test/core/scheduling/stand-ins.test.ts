import { expect, test } from 'vitest'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import {
  absence,
  at,
  booking,
  busy,
  eventType,
  iso,
  member,
  offer,
  offerHost,
  schedule,
  time,
} from './offer-builder.ts'

const DAYS = time('2026-11-20T00:00Z', '2026-11-25T00:00Z')
const NOW = at('2026-11-19T12:00Z')
const offered = (given: Partial<Offer>): string =>
  iso(offeredSlots(offer(given), DAYS, NOW))
    .map((start) => start.slice(8, 13))
    .join(' ')

const FRIDAY = '20T08 20T09 20T10'
const MONDAY = '23T08 23T09 23T10'
const TUESDAY = '24T08 24T09 24T10'

const away = offerHost(1, { absences: [absence(1, '2026-11-20', '2026-11-20', 2)] })

test('S10 a delegate takes the slots that lie wholly within an absence, and no others', () => {
  expect(offered({ hosts: [away] })).toBe(`${MONDAY} ${TUESDAY}`)
  // The delegate is not asked on the other days.
  const onlyFriday = offerHost(2, { absences: [absence(2, '2026-11-21', '2026-11-30')] })
  expect(offered({ hosts: [away, onlyFriday] })).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  const long = offerHost(2, {
    schedule: schedule(2, { weekly: [5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] })) }),
  })
  const night = eventType({ durations: [60], step: 30 })
  const nights = iso(
    offeredSlots(offer({ eventType: night, hosts: [away, long] }), time('2026-11-20T21:00Z', '2026-11-21T12:00Z'), NOW),
  )
  // Friday ends at 23:00Z in Berlin.
  expect(nights).toEqual(['2026-11-20T21:00Z', '2026-11-20T21:30Z', '2026-11-20T22:00Z'])
})

test('S10 by the delegate’s own hours, busy times, bookings and limits', () => {
  const delegate = (given: Parameters<typeof offerHost>[1]): string => offered({ hosts: [away, offerHost(2, given)] })
  expect(delegate({ schedule: schedule(2, { zone: 'Europe/London' }) })).toBe(`20T09 20T10 20T11 ${MONDAY} ${TUESDAY}`)
  expect(delegate({ busy: busy(['2026-11-20T08:30Z', '2026-11-20T09:00Z']) })).toBe(`20T09 20T10 ${MONDAY} ${TUESDAY}`)
  const bookings = [booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { buffers: { before: 1, after: 0 } })]
  expect(delegate({ bookings })).toBe(`20T10 ${MONDAY} ${TUESDAY}`)
  const limits = [{ of: 'host', measure: 'count', per: 'day', most: 1 }]
  expect(offered({ eventType: eventType({ limits }), hosts: [away, offerHost(2, { bookings })] })).toBe(
    `${MONDAY} ${TUESDAY}`,
  )
})

test('S10 whom the offer does not have, who is a host already or is away too, stands in for nobody', () => {
  expect(offered({ hosts: [away, offerHost(3)] })).toBe(`${MONDAY} ${TUESDAY}`)
  const collective = eventType({
    category: 'collective',
    hosts: [1, 2].map((n) => ({ member: member(n), required: true })),
  })
  expect(offered({ eventType: collective, hosts: [away, offerHost(2)] })).toBe(`${MONDAY} ${TUESDAY}`)
  // Nor does the delegate of a delegate.
  const second = offerHost(2, { absences: [absence(2, '2026-11-20', '2026-11-20', 3)] })
  expect(offered({ hosts: [away, second, offerHost(3)] })).toBe(`${MONDAY} ${TUESDAY}`)
  const self = offerHost(1, { absences: [absence(1, '2026-11-20', '2026-11-20', 1)] })
  expect(offered({ hosts: [self] })).toBe(`${MONDAY} ${TUESDAY}`)
})

test('S10 in a team the delegate stands in for the one who is away, the others are asked as ever', () => {
  const hosts = [1, 3].map((n) => ({ member: member(n), required: true }))
  const third = offerHost(3, {
    busy: busy(['2026-11-20T08:00Z', '2026-11-20T09:00Z'], ['2026-11-23T00:00Z', '2026-11-24T00:00Z']),
  })
  const team = { hosts: [away, offerHost(2), third] }
  expect(offered({ eventType: eventType({ category: 'collective', hosts }), ...team })).toBe(`20T09 20T10 ${TUESDAY}`)
})

test('S10 an absence by the clock is stood in for to the minute', () => {
  const span = {
    ...absence(1, '2026-11-20', '2026-11-20', 2),
    time: { kind: 'span' as const, startsAt: at('2026-11-20T08:30Z'), endsAt: at('2026-11-20T10:00Z') },
  }
  const half = offerHost(1, { absences: [span] })
  expect(offered({ hosts: [half] })).toBe(`20T10 ${MONDAY} ${TUESDAY}`)
  // The slot at 08:00Z belongs to neither: the absence begins in its midst.
  expect(offered({ hosts: [half, offerHost(2)] })).toBe(`20T09 20T10 ${MONDAY} ${TUESDAY}`)
})

test('S10 dates of an absence on a journey are dates of the wall there', () => {
  const tokyo = schedule(1, { travel: [{ from: '2026-11-20', until: '2026-11-20', zone: 'Asia/Tokyo' }] })
  const traveller = offerHost(1, { schedule: tokyo, absences: [absence(1, '2026-11-20', '2026-11-20', 2)] })
  const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const second = offerHost(2, { schedule: schedule(2, { weekly: always }) })
  const starts = iso(
    offeredSlots(offer({ hosts: [traveller, second] }), time('2026-11-19T12:00Z', '2026-11-21T12:00Z'), NOW),
  )
  // The 20th in Tokyo: from the 19th 15:00Z on, 24 hours.
  expect([starts.length, starts[0], starts.at(-1)]).toEqual([24, '2026-11-19T15:00Z', '2026-11-20T14:00Z'])
})

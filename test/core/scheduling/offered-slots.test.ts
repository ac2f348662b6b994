import { expect, test } from 'vitest'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { at, booking, busy, eventType, iso, link, member, offer, offerHost, time } from './offer-builder.ts'

// Friday 20 November to Tuesday 24 November 2026; Berlin is an hour east of UTC.
const DAYS = time('2026-11-20T00:00Z', '2026-11-25T00:00Z')
const NOW = at('2026-11-19T12:00Z')
const FRIDAY = ['2026-11-20T08:00Z', '2026-11-20T09:00Z', '2026-11-20T10:00Z']
const MONDAY = ['2026-11-23T08:00Z', '2026-11-23T09:00Z', '2026-11-23T10:00Z']
const TUESDAY = ['2026-11-24T08:00Z', '2026-11-24T09:00Z', '2026-11-24T10:00Z']

const offered = (given: Partial<Offer>, now = NOW): string[] => iso(offeredSlots(offer(given), DAYS, now))

test('S1 what is listed can be booked, and nothing else', () => {
  const given = offer({ hosts: [offerHost(1, { busy: busy(['2026-11-20T09:00Z', '2026-11-20T09:30Z']) })] })
  const listed = offeredSlots(given, DAYS, NOW)
  expect(iso(listed)).toEqual(['2026-11-20T08:00Z', '2026-11-20T10:00Z', ...MONDAY, ...TUESDAY])
  for (let start: number = DAYS.start; start < DAYS.end; start += 30 * 60_000) {
    const instant = at(new Date(start).toISOString())
    expect([iso([instant]), isOffered(given, instant, NOW)]).toEqual([iso([instant]), listed.includes(instant)])
  }
})

test('S2 the grid is the type’s zone’s, else the first host’s', () => {
  expect(offered({ eventType: eventType({ zone: 'Asia/Kathmandu' }) }).slice(0, 2)).toEqual([
    '2026-11-20T08:15Z',
    '2026-11-20T09:15Z',
  ])
  expect(offered({}).slice(0, 3)).toEqual(FRIDAY)
})

test('S7 bookings keep the buffers of both', () => {
  const bookings = [booking('2026-11-20T08:20Z', '2026-11-20T09:30Z', { buffers: { before: 0, after: 5 } })]
  const buffered = eventType({ buffers: { before: 5, after: 0 }, step: 10 })
  expect(offered({ eventType: buffered, hosts: [offerHost(1, { bookings })] }).slice(0, 4)).toEqual([
    '2026-11-20T09:40Z',
    '2026-11-20T09:50Z',
    '2026-11-20T10:00Z',
    '2026-11-23T08:00Z',
  ])
})

test('S8 nothing starts in the past, and notice counts from now', () => {
  const soon = at('2026-11-20T09:00Z')
  expect(offered({}, soon).slice(0, 3)).toEqual(['2026-11-20T09:00Z', '2026-11-20T10:00Z', MONDAY[0]])
  const notice = eventType({ notice: 61 })
  expect(offered({ eventType: notice }, soon)[0]).toBe(MONDAY[0])
  expect(isOffered(offer({ eventType: notice }), at('2026-11-20T10:00Z'), soon)).toBe(false)
})

test('S8 a horizon of days ends with the last of them, by the host’s dates', () => {
  const within = (days: number): Partial<Offer> => ({
    eventType: eventType({ horizon: { kind: 'calendar-days', days } }),
  })
  expect(offered(within(4), at('2026-11-19T22:59Z'))).toEqual([...FRIDAY, ...MONDAY])
  // It is the 20th in Berlin already.
  expect(offered(within(4), at('2026-11-19T23:00Z'))).toEqual([...FRIDAY, ...MONDAY, ...TUESDAY])
})

test('S8 a fixed range includes both its dates', () => {
  const range = (from: string, until: string): Partial<Offer> => ({
    eventType: eventType({ horizon: { kind: 'fixed-range', from, until } }),
  })
  expect(offered(range('2026-11-21', '2026-11-23'))).toEqual(MONDAY)
  expect(offered(range('2026-11-01', '9999-12-31'), at('2026-11-24T10:00Z'))).toEqual(['2026-11-24T10:00Z'])
})

test('S1 what is not active, expired or no duration of the type offers nothing', () => {
  expect(offered({ link: link() }).length).toBe(9)
  expect(offered({ link: link({ active: false }) })).toEqual([])
  expect(offered({ link: link({ expiresAt: NOW }) })).toEqual([])
  expect(offered({ link: link({ expiresAt: NOW + 1 }) }).length).toBe(9)
  expect(offered({ link: link({ eventType: member(9) }) })).toEqual([])
  expect(offered({ eventType: eventType({ status: 'inactive' }) })).toEqual([])
  expect(offered({ eventType: eventType({ status: 'archived' }) })).toEqual([])
  expect(offered({ duration: 30 })).toEqual([])
})

const morning = offerHost(1, { busy: busy(['2026-11-20T09:00Z', '2026-11-25T00:00Z']) })
const noon = offerHost(2, {
  busy: busy(['2026-11-20T00:00Z', '2026-11-20T09:00Z'], ['2026-11-21T00:00Z', '2026-11-25T00:00Z']),
})
const both = (required: boolean): unknown[] => [1, 2].map((n) => ({ member: member(n), required }))

test('S10 one-on-one and group ask the first host alone', () => {
  for (const category of ['one-on-one', 'group']) {
    const type = eventType({ category, hosts: both(false) })
    expect(offered({ eventType: type, hosts: [noon, morning] })).toEqual(['2026-11-20T08:00Z'])
    expect(offered({ eventType: type, hosts: [noon] })).toEqual([])
  }
})

test('S10 a collective needs all who are required, or everybody where none is', () => {
  const collective = (required: boolean): Partial<Offer> => ({
    eventType: eventType({ category: 'collective', hosts: both(required) }),
  })
  expect(offered({ ...collective(true), hosts: [morning, noon] })).toEqual([])
  expect(offered({ ...collective(false), hosts: [morning, noon] })).toEqual([])
  expect(offered({ ...collective(true), hosts: [offerHost(1), noon] })).toEqual([
    '2026-11-20T09:00Z',
    '2026-11-20T10:00Z',
  ])
  expect(offered({ ...collective(true), hosts: [offerHost(1)] })).toEqual([])
  const optional = eventType({
    category: 'collective',
    hosts: [
      { member: member(1), required: true },
      { member: member(2), required: false },
    ],
  })
  expect(offered({ eventType: optional, hosts: [morning, noon] })).toEqual(['2026-11-20T08:00Z'])
  expect(offered({ eventType: optional, hosts: [morning] })).toEqual(['2026-11-20T08:00Z'])
})

test('S10 a round robin needs one, and all who are required', () => {
  const round = eventType({ category: 'round-robin', hosts: both(false) })
  expect(offered({ eventType: round, hosts: [noon, morning] })).toEqual(FRIDAY)
  expect(offered({ eventType: round, hosts: [noon] })).toEqual(['2026-11-20T09:00Z', '2026-11-20T10:00Z'])
  const fixed = eventType({
    category: 'round-robin',
    hosts: [
      { member: member(1), required: true },
      { member: member(2), required: false },
    ],
  })
  expect(offered({ eventType: fixed, hosts: [offerHost(1), noon] })).toEqual(['2026-11-20T09:00Z', '2026-11-20T10:00Z'])
  expect(offered({ eventType: fixed, hosts: [noon] })).toEqual([])
  // The others have left, and the fixed one alone is not what was promised.
  expect(offered({ eventType: fixed, hosts: [offerHost(1)] })).toEqual([])
})

test('S10 hosts whom the type does not name do not count', () => {
  expect(offered({ hosts: [offerHost(3), morning] })).toEqual(['2026-11-20T08:00Z'])
  expect(offered({ hosts: [] })).toEqual([])
})

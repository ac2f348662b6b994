import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { absence, at, booking, busy, eventType, link, member, offerHost, time } from './offer-builder.ts'
import { NOW, reasonsAgainst } from './reasons-against.ts'

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

test('S14 nothing stands against a start that is offered', () => {
  expect(reasonsAgainst({}, '2026-11-20T08:00Z')).toEqual([])
  expect(reasonsAgainst({}, '2026-11-20T10:00Z')).toEqual([])
})

test('S14 notice and the past, both sides of their edges', () => {
  const given = { eventType: eventType({ notice: 90 }) }
  const start = '2026-11-20T08:00Z'
  expect(reasonsAgainst(given, start, at('2026-11-20T06:30Z'))).toEqual([])
  const late = instant(at('2026-11-20T06:30Z') + 1)
  expect(reasonsAgainst(given, start, late)).toEqual([
    { kind: 'notice', minutes: 90, bookBefore: at('2026-11-20T06:30Z') },
  ])
  expect(reasonsAgainst({}, start, at(start))).toEqual([])
  expect(reasonsAgainst(given, start, instant(at(start) + 1))).toEqual([{ kind: 'past' }])
})

test('S14 the horizon: the last moment at which something may start, or the first one', () => {
  const range = { kind: 'fixed-range', from: '2026-11-19', until: '2026-11-20' }
  const given = { eventType: eventType({ horizon: range }) }
  expect(reasonsAgainst(given, '2026-11-18T08:00Z')).toEqual([{ kind: 'not-yet', from: at('2026-11-18T23:00Z') }])
  expect(reasonsAgainst(given, '2026-11-19T08:00Z')).toEqual([])
  expect(reasonsAgainst(given, '2026-11-20T10:00Z')).toEqual([])
  const until = instant(at('2026-11-20T23:00Z') - 1)
  expect(reasonsAgainst(given, '2026-11-23T08:00Z')).toEqual([{ kind: 'horizon', horizon: range, until }])

  const horizon = { kind: 'bookable-days', days: 2 }
  const days = {
    eventType: eventType({ horizon }),
    hosts: [offerHost(1, { absences: [absence(1, '2026-11-03', '2026-11-19')] })],
  }
  expect(reasonsAgainst(days, '2026-11-20T08:00Z')).toEqual([])
  expect(reasonsAgainst(days, '2026-11-23T08:00Z')).toEqual([{ kind: 'horizon', horizon, until }])
})

test('S14 off the grid, the nearest starts of the grid are told', () => {
  const [earlier, later] = [at('2026-11-20T08:00Z'), at('2026-11-20T09:00Z')]
  expect(reasonsAgainst({}, '2026-11-20T08:20Z')).toEqual([{ kind: 'off-grid', earlier, later }])
  expect(reasonsAgainst({ eventType: eventType({ offset: 20 }) }, '2026-11-20T08:20Z')).toEqual([])
  const daily = { eventType: eventType({ step: 1_440, offset: 540 }) }
  expect(reasonsAgainst(daily, '2026-11-20T09:00Z')).toEqual([
    { kind: 'off-grid', earlier: at('2026-11-20T08:00Z'), later: at('2026-11-21T08:00Z') },
  ])
})

test('S12 S14 a start that follows on something busy lies on the grid too', () => {
  const hosts = [offerHost(1, { busy: busy(['2026-11-20T08:00Z', '2026-11-20T08:20Z']) })]
  const [earlier, later] = [at('2026-11-20T08:00Z'), at('2026-11-20T09:00Z')]
  expect(reasonsAgainst({ hosts, eventType: eventType({ fillGaps: true }) }, '2026-11-20T08:20Z')).toEqual([])
  expect(reasonsAgainst({ hosts, eventType: eventType({ fillGaps: true }) }, '2026-11-20T08:30Z')).toEqual([
    { kind: 'off-grid', earlier, later },
  ])
  expect(reasonsAgainst({ hosts }, '2026-11-20T08:20Z')).toEqual([{ kind: 'off-grid', earlier, later }])
})

test('S14 limits of the type and the booker belong to the offer, those of a host to the host', () => {
  const limit = (of: string): Record<string, unknown> => ({ of, measure: 'count', per: 'day', most: 1 })
  const period = time('2026-11-19T23:00Z', '2026-11-20T23:00Z')
  const [own, others] = [time('2026-11-20T08:00Z', '2026-11-20T09:00Z'), time('2026-11-20T10:00Z', '2026-11-20T11:00Z')]
  const given = {
    eventType: eventType({ limits: [limit('host'), limit('booker'), limit('type')] }),
    hosts: [offerHost(1, { bookings: [booking('2026-11-20T08:00Z', '2026-11-20T09:00Z')] })],
    booked: { ofType: [own, others], ofBooker: [own] },
  }
  expect(reasonsAgainst(given, '2026-11-20T09:00Z')).toEqual([
    { kind: 'limit', limit: limit('booker'), period },
    { kind: 'limit', limit: limit('type'), period },
    {
      kind: 'hosts',
      need: 'all',
      hosts: [{ member: member(1), reasons: [{ kind: 'limit', limit: limit('host'), period }] }],
    },
  ])
  expect(reasonsAgainst(given, '2026-11-19T09:00Z')).toEqual([])
})

test('S14 an offer that is shut says so, and what else stands against the start', () => {
  const shut = {
    eventType: eventType({ status: 'inactive' }),
    duration: 45,
    link: link({ active: false, expiresAt: NOW }),
  }
  expect(reasonsAgainst(shut, '2026-11-20T08:30Z')).toEqual([
    { kind: 'type-not-active' },
    { kind: 'link-not-active' },
    { kind: 'link-expired', at: NOW },
    { kind: 'duration-unknown', durations: [60] },
    { kind: 'off-grid', earlier: at('2026-11-20T08:00Z'), later: at('2026-11-20T09:00Z') },
  ])
  expect(reasonsAgainst({ link: link({ eventType: id(201) }) }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'link-not-active' },
  ])
})

test('S10 S14 whoever must be free and is unknown is named; nothing else can be said', () => {
  expect(reasonsAgainst({ hosts: [offerHost(2)] }, '2026-11-20T03:00Z')).toEqual([
    { kind: 'host-unknown', member: member(1) },
  ])
  const any = team('round-robin', { required: false }, { required: false })
  expect(reasonsAgainst({ eventType: any, hosts: [] }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'host-unknown', member: member(1) },
    { kind: 'host-unknown', member: member(2) },
  ])
  expect(reasonsAgainst({ eventType: any, hosts: [offerHost(2)] }, '2026-11-20T08:00Z')).toEqual([])
})

function team(category: string, ...given: Record<string, unknown>[]): Offer['eventType'] {
  const hosts = given.map((one, i) => Object.assign({ member: id(i + 1), required: true }, one))
  return eventType({ category, hosts })
}

const TAKEN = { busy: busy(['2026-11-20T08:00Z', '2026-11-20T09:00Z']) }
const taken = [{ kind: 'busy', time: time('2026-11-20T08:00Z', '2026-11-20T09:00Z') }]

test('S10 S14 of a collective those who cannot are named, each with their own reasons', () => {
  const given = {
    eventType: team('collective', {}, {}, {}),
    hosts: [offerHost(1, TAKEN), offerHost(2), offerHost(3, TAKEN)],
  }
  expect(reasonsAgainst(given, '2026-11-20T08:00Z')).toEqual([
    {
      kind: 'hosts',
      need: 'all',
      hosts: [
        { member: member(1), reasons: taken },
        { member: member(3), reasons: taken },
      ],
    },
  ])
  expect(reasonsAgainst(given, '2026-11-20T09:00Z')).toEqual([])
})

test('S10 S14 of a round robin one will do; a group is a need of its own', () => {
  const either = team('round-robin', { required: false }, { required: false })
  const one = { eventType: either, hosts: [offerHost(1, TAKEN), offerHost(2)] }
  expect(reasonsAgainst(one, '2026-11-20T08:00Z')).toEqual([])
  const none = [
    { member: member(1), reasons: taken },
    { member: member(2), reasons: taken },
  ]
  const both = [offerHost(1, TAKEN), offerHost(2, TAKEN)]
  expect(reasonsAgainst({ eventType: either, hosts: both }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'hosts', need: 'any', hosts: none },
  ])
  const grouped = team('round-robin', { group: 'Nurses' }, { group: 'Nurses' }, {}, { required: false })
  const hosts = [...both, offerHost(3, TAKEN), offerHost(4)]
  expect(reasonsAgainst({ eventType: grouped, hosts }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'hosts', need: 'all', hosts: [{ member: member(3), reasons: taken }] },
    { kind: 'hosts', need: 'any', group: 'Nurses', hosts: none },
  ])
})

test('S5b S14 an absence is no reason while somebody who stands in is free; else both are named', () => {
  const away = offerHost(1, { absences: [absence(1, '2026-11-20', '2026-11-20', 3)] })
  const given = { eventType: team('collective', {}, {}), hosts: [away, offerHost(2), offerHost(3)] }
  expect(reasonsAgainst(given, '2026-11-20T08:00Z')).toEqual([])
  const hosts = [away, offerHost(2), offerHost(3, TAKEN)]
  expect(reasonsAgainst({ ...given, hosts }, '2026-11-20T08:00Z')).toEqual([
    {
      kind: 'hosts',
      need: 'all',
      hosts: [
        {
          member: member(1),
          reasons: [
            {
              kind: 'absence',
              absence: id(401),
              reason: 'vacation',
              time: time('2026-11-19T23:00Z', '2026-11-20T23:00Z'),
            },
          ],
        },
        { member: member(3), standsInFor: member(1), reasons: taken },
      ],
    },
  ])
})

import { expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { alternatives, alternativesRange } from '../../../src/core/scheduling/alternatives.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { spansOf } from '../../../src/core/time/spans.ts'
import { at, eventType, iso, offer, offerHost, schedule, time } from './offer-builder.ts'

const NOW = at('2026-11-19T12:00Z')
const WISH = at('2026-11-20T09:00Z')

const busy = (...spans: [string, string][]): Partial<Offer> => ({
  hosts: [offerHost(1, { busy: spansOf(spans.map(([start, end]) => time(start, end))) })],
})
const ask = (given: Partial<Offer>, wish: Instant = WISH, count?: number): string[] =>
  iso(alternatives(offer(given), wish, NOW, count))

test('C2 the next three at or after the wish', () => {
  expect(ask(busy(['2026-11-20T09:00Z', '2026-11-20T10:00Z']))).toEqual([
    '2026-11-20T10:00Z',
    '2026-11-23T08:00Z',
    '2026-11-23T09:00Z',
  ])
  expect(ask({})).toEqual(['2026-11-20T09:00Z', '2026-11-20T10:00Z', '2026-11-23T08:00Z'])
  expect(ask({}, WISH, 1)).toEqual(['2026-11-20T09:00Z'])
})

test('C2 they are found behind weeks that are full', () => {
  expect(ask(busy(['2026-11-20T00:00Z', '2027-01-20T00:00Z']))).toEqual([
    '2027-01-20T08:00Z',
    '2027-01-20T09:00Z',
    '2027-01-20T10:00Z',
  ])
})

test('C2 filled up with the nearest before the wish, never in the past', () => {
  const horizon = { kind: 'fixed-range', from: '2026-11-01', until: '2026-11-25' }
  const type = eventType({ horizon })
  expect(ask({ eventType: type }, at('2026-11-25T10:00Z'))).toEqual([
    '2026-11-25T08:00Z',
    '2026-11-25T09:00Z',
    '2026-11-25T10:00Z',
  ])
  expect(
    ask({ eventType: type, ...busy(['2026-11-25T10:00Z', '2026-11-25T11:00Z']) }, at('2026-11-25T10:00Z')),
  ).toEqual(['2026-11-24T10:00Z', '2026-11-25T08:00Z', '2026-11-25T09:00Z'])
  const soon = alternatives(offer({ eventType: type }), at('2026-11-25T10:30Z'), at('2026-11-25T08:30Z'))
  expect(iso(soon)).toEqual(['2026-11-25T09:00Z', '2026-11-25T10:00Z'])
})

test('C2 the search ends 92 days ahead and 31 back', () => {
  expect(ask(busy(['2026-11-01T00:00Z', '2027-06-01T00:00Z']))).toEqual([])
  // 2027-02-20 09:00Z is the 92nd day; the 19th is a Friday, the 20th a Saturday.
  expect(ask(busy(['2026-11-01T00:00Z', '2027-02-19T09:00Z']))).toEqual(['2027-02-19T09:00Z', '2027-02-19T10:00Z'])
  expect(alternativesRange(60, WISH)).toEqual(time('2026-10-20T09:00Z', '2027-02-20T10:00Z'))
})

test('C2 each of them is offered', () => {
  const given = offer({
    eventType: eventType({ durations: [45], step: 20 }),
    duration: 45,
    ...busy(['2026-11-20T09:10Z', '2026-11-24T10:00Z']),
  })
  const found = alternatives(given, WISH, NOW, 5)
  expect(found.length).toBe(5)
  expect(offeredSlots(given, { start: WISH, end: instant(WISH + 30 * 86_400_000) }, NOW).slice(0, 5)).toEqual(found)
})

test('C2 of any duration of the type, from a minute to a day', () => {
  const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const taken = spansOf([time('2026-11-20T00:00Z', '2026-11-20T12:00Z')])
  const given = (duration: number): Partial<Offer> => ({
    eventType: eventType({ durations: [60, 1, 1_440], step: 720 }),
    duration,
    hosts: [offerHost(1, { schedule: schedule(1, { zone: 'UTC', weekly: always }), busy: taken })],
  })
  expect(ask(given(1))).toEqual(['2026-11-20T12:00Z', '2026-11-21T00:00Z', '2026-11-21T12:00Z'])
  expect(ask(given(1_440))).toEqual(['2026-11-20T12:00Z', '2026-11-21T00:00Z', '2026-11-21T12:00Z'])
  expect(ask(given(30))).toEqual([])
})

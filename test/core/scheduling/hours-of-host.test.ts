import { expect, test } from 'vitest'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { at, eventType, holiday, iso, member, offer, offerHost, schedule, time } from './offer-builder.ts'

const DAYS = time('2026-11-20T00:00Z', '2026-11-25T00:00Z')
const NOW = at('2026-11-19T12:00Z')
const offered = (given: Partial<Offer>): string =>
  iso(offeredSlots(offer(given), DAYS, NOW))
    .map((start) => start.slice(8, 13))
    .join(' ')

const FRIDAY = '20T08 20T09 20T10'
const MONDAY = '23T08 23T09 23T10'
const TUESDAY = '24T08 24T09 24T10'

test('S5 hours of the type’s own replace the weekly ones of every host, and nothing else of theirs', () => {
  const hours = [{ day: 5, ranges: [{ start: '11:00', end: '13:00' }] }]
  expect(offered({ eventType: eventType({ hours }) })).toBe('20T10 20T11')
  const overrides = [{ date: '2026-11-23', ranges: [{ start: '08:00', end: '09:00' }] }]
  const both = {
    eventType: eventType({
      hours,
      category: 'round-robin',
      hosts: [1, 2].map((n) => ({ member: member(n), required: false })),
    }),
    hosts: [
      offerHost(1, { schedule: schedule(1, { overrides }) }),
      offerHost(2, { schedule: schedule(2, { zone: 'Europe/London' }) }),
    ],
  }
  expect(offered(both)).toBe('20T10 20T11 20T12 23T07')
  expect(offered({ eventType: eventType({ hours: [] }) })).toBe('')
})

test('S5 a holiday closes its date for whoever observes it', () => {
  const holidays = [holiday('2026-11-20'), holiday('2026-11-24')]
  const host = (observance?: Record<string, unknown>): Partial<Offer> => ({
    hosts: [offerHost(1, { holidays, schedule: schedule(1, observance ? { holidays: observance } : {}) })],
  })
  expect(offered(host())).toBe(MONDAY)
  expect(offered(host({ observed: false, except: [] }))).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
  expect(offered(host({ observed: true, except: ['2026-11-24', '2026-11-23'] }))).toBe(`${MONDAY} ${TUESDAY}`)
  expect(offered(host({ observed: false, except: ['2026-11-24'] }))).toBe(`${FRIDAY} ${MONDAY} ${TUESDAY}`)
})

test('S12 starts follow on what is busy where the type says so', () => {
  const hosts = [offerHost(1, { busy: [at('2026-11-20T08:00Z'), at('2026-11-20T08:20Z')] })]
  const friday = (fillGaps: boolean): string[] =>
    iso(
      offeredSlots(
        offer({ eventType: eventType({ fillGaps }), hosts }),
        time('2026-11-20T00:00Z', '2026-11-21T00:00Z'),
        NOW,
      ),
    )
  expect(friday(false)).toEqual(['2026-11-20T09:00Z', '2026-11-20T10:00Z'])
  expect(friday(true)).toEqual(['2026-11-20T08:20Z', '2026-11-20T09:00Z', '2026-11-20T09:20Z', '2026-11-20T10:00Z'])
})

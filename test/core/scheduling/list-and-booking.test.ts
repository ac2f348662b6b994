import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { at, eventType, iso, offer, offerHost, schedule, time } from './offer-builder.ts'

// What random cases have found, each once more by itself.

test('S1 S12 a day that is full ends no starts that follow on something busy the day before, in the list as in the booking', () => {
  const ranges = [{ start: '00:00', end: '24:00' }]
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges }))
  const host = offerHost(1, {
    schedule: schedule(1, { zone: 'UTC', weekly }),
    busy: [at('2026-11-23T21:00Z'), at('2026-11-23T22:07Z')],
  })
  const limits = [{ of: 'type', measure: 'count', per: 'day', most: 1 }]
  const given = offer({
    eventType: eventType({ fillGaps: true, limits, step: 60 }),
    hosts: [host],
    booked: { ofType: [time('2026-11-23T03:00Z', '2026-11-23T04:00Z')], ofBooker: [] },
  })
  const NOW = at('2026-11-20T00:00Z')
  const range = time('2026-11-23T00:00Z', '2026-11-24T03:00Z')
  const listed = offeredSlots(given, range, NOW)
  expect(iso(listed)).toEqual([
    '2026-11-24T00:00Z',
    '2026-11-24T00:07Z',
    '2026-11-24T01:00Z',
    '2026-11-24T01:07Z',
    '2026-11-24T02:00Z',
  ])
  const minutes = Array.from({ length: 26 * 60 + 1 }, (_, minute) => instant(range.start + minute * 60_000))
  expect(minutes.filter((start) => isOffered(given, start, NOW))).toEqual(listed)
})

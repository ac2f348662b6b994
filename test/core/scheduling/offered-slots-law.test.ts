import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import { neededTime } from '../../../src/core/scheduling/needed-time.ts'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import { askedHosts } from './oracle/asked-hosts.ts'
import { brokenLaw, LONG_TIME } from './oracle/law-runs.ts'
import { offerOracle } from './oracle/offer-oracle.ts'
import { randomOffers, type AskedOffer } from './random-offers.ts'

const report = (runs: number, holds: (asked: AskedOffer) => boolean): string | undefined =>
  brokenLaw(randomOffers, runs, holds)

const listOf = ({ offer, range, now }: AskedOffer): Instant[] => offeredSlots(offer, range, now)

test('S1 to S13 an offer lists what a look at every minute finds', LONG_TIME, () => {
  const same = (asked: AskedOffer): boolean =>
    String(listOf(asked)) === String(offerOracle(asked.offer, asked.range, asked.now))
  expect(report(1_500, same)).toBeUndefined()
})

test('S1 the random offers are no idle ones', () => {
  const offers = fc.sample(fc.noBias(randomOffers), { numRuns: 300, seed: 1 })
  expect(offers.filter(({ offer, range, now }) => offerOracle(offer, range, now).length > 0).length).toBeGreaterThan(60)
})

test('S1 a range in two parts gives what lies wholly in either', LONG_TIME, () => {
  const same = (asked: AskedOffer): boolean => {
    const { start, end } = asked.range
    const cut = instant(Math.round((start + (end - start) * 0.4) / 60_000) * 60_000)
    const parts = [listOf({ ...asked, range: { start, end: cut } }), listOf({ ...asked, range: { start: cut, end } })]
    const whole = listOf(asked).filter((at) => at >= cut || at + asked.offer.duration * 60_000 <= cut)
    return String(parts.flat()) === String(whole)
  }
  expect(report(300, same)).toBeUndefined()
})

test('S7 S8 S9 S12 what lies beyond the needed time decides nothing', LONG_TIME, () => {
  const same = (asked: AskedOffer): boolean =>
    String(listOf(asked)) === String(listOf({ ...asked, offer: clipped(asked) }))
  expect(report(300, same)).toBeUndefined()
})

/** With only what `neededTime` asks for. */
function clipped({ offer, range, now }: AskedOffer): Offer {
  const { eventType, duration, weekStart, booked } = offer
  const zone = askedHosts(offer)[0]?.known.schedule.zone
  if (!zone) return offer
  const buffers = offer.hosts.flatMap((host) => host.bookings.map((booking) => booking.buffers))
  const longest = Math.max(0, ...buffers.flatMap(({ before, after, between = 0 }) => [before, after, between]))
  const { busy, counted } = neededTime(eventType, { duration, range, now, zone, weekStart, longest })
  const isCounted = ({ start }: Interval): boolean => start >= counted.start && start < counted.end
  const touches = ({ start, end }: Interval): boolean => start <= busy.end && end >= busy.start
  const clip = (host: OfferHost): OfferHost => ({
    ...host,
    busy: host.busy.filter((_, i) => {
      const [start = 0, end = 0] = host.busy.slice(i - (i % 2), i - (i % 2) + 2)
      return touches({ start: instant(start), end: instant(end) })
    }),
    bookings: host.bookings.filter((booking) => touches(booking) || isCounted(booking)),
  })
  const counting = booked && { ofType: booked.ofType.filter(isCounted), ofBooker: booked.ofBooker.filter(isCounted) }
  return { ...offer, hosts: offer.hosts.map(clip), ...(counting ? { booked: counting } : {}) }
}

test('S16 the order of what is given changes nothing', LONG_TIME, () => {
  const same = (asked: AskedOffer): boolean =>
    String(listOf(asked)) === String(listOf({ ...asked, offer: turned(asked.offer) }))
  expect(report(300, same)).toBeUndefined()
})

function turned(offer: Offer): Offer {
  const limits = offer.eventType.limits.toReversed()
  return { ...offer, eventType: { ...offer.eventType, limits }, hosts: offer.hosts.toReversed().map(turnedHost) }
}

function turnedHost(host: OfferHost): OfferHost {
  const { bookings, absences, holidays } = host
  return { ...host, bookings: bookings.toReversed(), absences: absences.toReversed(), holidays: holidays.toReversed() }
}

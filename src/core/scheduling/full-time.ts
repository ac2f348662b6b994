import { MINUTE, type Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { spansOf, subtractSpans, uniteSpans, type Spans } from '../time/spans.ts'
import type { FullPeriod } from './full-periods.ts'
import type { HostBooking } from './host-time.ts'
import { hostLimitPeriods, offerLimitPeriods } from './limit-periods.ts'
import type { Offer, OfferHost } from './offer.ts'

const NONE: Spans = []

/**
 * S9: the time around `range` that limits have closed, host by host. A session of a group type that has seats left stays open in a
 * full period: it is booked already, one more in it makes no more bookings. A limit of the booker's closes it all the same.
 */
export function fullTime(
  offer: Offer,
  { zone, range }: { zone: ZoneName; range: Interval },
): (host: OfferHost) => Spans {
  if (offer.eventType.limits.length === 0) return () => NONE
  const ofType = timeOf(offerLimitPeriods(offer, 'type', { zone, within: range }))
  const ofBooker = timeOf(offerLimitPeriods(offer, 'booker', { zone, within: range }))
  return (host) => {
    const full = uniteSpans([ofType, timeOf(hostLimitPeriods(offer, host, range))])
    const sessions = spansOf(host.bookings.filter((booking) => takesMore(booking, offer)))
    return uniteSpans([ofBooker, subtractSpans(full, sessions)])
  }
}

function timeOf(periods: readonly FullPeriod[]): Spans {
  return spansOf(periods.map(({ period }) => period))
}

function takesMore(
  { start, end, eventType: id, seats = 1 }: HostBooking,
  { eventType, duration, places = 1 }: Offer,
): boolean {
  if (eventType.category !== 'group' || id !== eventType.id) return false
  return end - start === duration * MINUTE && seats + places <= eventType.capacity
}

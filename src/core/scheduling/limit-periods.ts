import type { Limit } from '../model/event-type.ts'
import type { Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { fullPeriods, type FullPeriod } from './full-periods.ts'
import type { Offer, OfferHost } from './offer.ts'

/** S9: the periods that limits of a host's own time have filled, in that host's zone. */
export function hostLimitPeriods(offer: Offer, { schedule, bookings }: OfferHost, within: Interval): FullPeriod[] {
  return limitPeriods(offer, 'host', { bookings, zone: schedule.zone, within })
}

/** S9: those that limits of the type, or of the one who books, have filled; `zone` is the first host's. */
export function offerLimitPeriods(
  offer: Offer,
  of: 'type' | 'booker',
  { zone, within }: { zone: ZoneName; within: Interval },
): FullPeriod[] {
  const bookings = (of === 'type' ? offer.booked?.ofType : offer.booked?.ofBooker) ?? []
  return limitPeriods(offer, of, { bookings, zone, within })
}

type Counted = { readonly bookings: readonly Interval[]; readonly zone: ZoneName; readonly within: Interval }

function limitPeriods({ eventType, duration, weekStart }: Offer, of: Limit['of'], counted: Counted): FullPeriod[] {
  const limits = eventType.limits.filter((limit) => limit.of === of)
  return limits.length === 0 ? [] : fullPeriods(limits, { ...counted, duration, weekStart })
}

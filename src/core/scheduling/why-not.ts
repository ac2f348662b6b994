import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { closedReasons } from './closed-reasons.ts'
import { limitReasons, type LimitReason } from './limit-reasons.ts'
import { needReasons } from './need-reasons.ts'
import { offGridReasons } from './off-grid-reasons.ts'
import type { Offer } from './offer.ts'
import { openedOffer } from './opened-offer.ts'
import type { Reason } from './reason.ts'
import { slotQueryOf, type OfferQuery } from './slot-query.ts'
import { timeReasons } from './time-reasons.ts'

/**
 * S14: everything that would keep `start` from being booked at `now` even if all else allowed it, in order: the offer, notice and
 * horizon, the grid, limits, then who is needed. Nothing exactly if `isOffered`.
 */
export function whyNot(offer: Offer, start: Instant, now: Instant): Reason[] {
  const slot = { start, end: instant(start + offer.duration * MINUTE) }
  const closed = closedReasons(offer, now)
  const query = slotQueryOf(closed.length === 0 ? offer : openedOffer(offer), slot, now)
  if (!query) return closed
  return [
    ...closed,
    ...timeReasons(offer, query, { start, now }),
    ...offGridReasons(query, start),
    ...offerLimits(offer, query, slot),
    ...needReasons(offer, query, start),
  ]
}

/** S9: those that close the slot to every host alike. */
function offerLimits(offer: Offer, { hosts: [first] }: OfferQuery, slot: Interval): LimitReason[] {
  const host = offer.hosts.find(({ member }) => member === first.member)
  const of = offer.eventType.category === 'group' ? (['booker'] as const) : (['type', 'booker'] as const)
  return host ? limitReasons(offer, { of, host, slot, zone: first.zone }) : []
}

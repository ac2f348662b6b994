import type { Instant, Interval } from '../model/instant.ts'
import { bookableTime, lookedAt } from './bookable-time.ts'
import { offerHostTimes, type OfferHostTimes } from './offer-host-times.ts'
import type { Offer } from './offer.ts'
import type { Seats, SlotQuery } from './open-slots.ts'
import { slotMode } from './slot-mode.ts'

export type OfferQuery = Omit<SlotQuery, 'hosts'> & { readonly hosts: OfferHostTimes }

/**
 * The offer as a question in numbers, good for the slots that lie within `range`; every answer about an offer comes from it (S1).
 * undefined where there is nothing to ask: the type or the link is not active, the link has expired, the duration is not the
 * type's, more places are asked for than there are, or nothing is known of somebody who must be free.
 */
export function slotQueryOf(offer: Offer, range: Interval, now: Instant): OfferQuery | undefined {
  if (!isOpen(offer, now)) return undefined
  const { eventType, duration } = offer
  const hosts = offerHostTimes(offer, lookedAt(eventType, range, now))
  if (!hosts) return undefined
  const query = {
    range,
    gridZone: eventType.zone ?? hosts[0].zone,
    duration,
    step: eventType.step,
    offset: eventType.offset,
    buffers: eventType.buffers,
    mode: slotMode(eventType),
    hosts,
    fillGaps: eventType.fillGaps,
    seats: seatsOf(offer),
  }
  return { ...query, ...bookableTime(eventType, query, now) }
}

function isOpen(offer: Offer, now: Instant): boolean {
  const { eventType, duration, link } = offer
  if (eventType.status !== 'active' || !eventType.durations.includes(duration)) return false
  if ((seatsOf(offer)?.places ?? 0) > eventType.capacity) return false
  if (!link) return true
  const expired = link.expiresAt !== undefined && link.expiresAt <= now
  return link.active && !expired && link.eventType === eventType.id
}

function seatsOf({ eventType, places = 1 }: Offer): Seats | undefined {
  const { id, category, capacity } = eventType
  return category === 'group' ? { eventType: id, capacity, places } : undefined
}

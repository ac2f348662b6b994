import type { Offer } from './offer.ts'

/** The same offer, if it were not shut: what else stands against a start is of interest all the same. */
export function openedOffer(offer: Offer): Offer {
  const { eventType, duration, places = 1 } = offer
  return {
    ...offer,
    link: undefined,
    eventType: { ...eventType, status: 'active', durations: [duration] },
    places: Math.min(places, eventType.capacity),
  }
}

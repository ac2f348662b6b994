import { instant, MINUTE, type Instant } from '../model/instant.ts'
import { hourReasons } from './hour-reasons.ts'
import { limitReasons } from './limit-reasons.ts'
import type { OfferHostTime } from './offer-host-times.ts'
import type { Offer } from './offer.ts'
import type { HostReason } from './reason.ts'
import type { OfferQuery } from './slot-query.ts'
import { takenReasons } from './taken-reasons.ts'

/** All that keeps one host from the slot at `start`, in order: layers of hours, limits of their time, events, bookings. */
export function hostReasons(offer: Offer, query: OfferQuery, { time, start }: HostStart): HostReason[] {
  const slot = { start, end: instant(start + offer.duration * MINUTE) }
  const host = offer.hosts.find(({ member }) => member === time.member)
  // A session with seats left stays open in a period that the type has filled: there it is the host's bookings that decide.
  const of = offer.eventType.category === 'group' ? (['host', 'type'] as const) : (['host'] as const)
  return [
    ...hourReasons(time, slot),
    ...(host ? limitReasons(offer, { of, host, slot, zone: query.hosts[0].zone }) : []),
    ...takenReasons(query, { ...time, events: host?.events }, start),
  ]
}

type HostStart = { readonly time: OfferHostTime; readonly start: Instant }

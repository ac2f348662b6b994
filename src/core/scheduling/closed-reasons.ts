import type { Instant } from '../model/instant.ts'
import { needsOf } from './needs.ts'
import type { Offer } from './offer.ts'
import type { OfferReason } from './reason.ts'
import { slotMode } from './slot-mode.ts'

/** What keeps the whole offer shut, whatever the start. */
export function closedReasons(offer: Offer, now: Instant): OfferReason[] {
  const { eventType, duration, places = 1 } = offer
  const { status, durations, category, capacity } = eventType
  const reasons: OfferReason[] = []
  if (status !== 'active') reasons.push({ kind: 'type-not-active' })
  reasons.push(...linkReasons(offer, now))
  if (!durations.includes(duration)) reasons.push({ kind: 'duration-unknown', durations })
  if (category === 'group' && places > capacity) reasons.push({ kind: 'places', capacity })
  return [...reasons, ...unknownHosts(offer)]
}

function linkReasons({ eventType, link }: Offer, now: Instant): OfferReason[] {
  if (!link) return []
  const reasons: OfferReason[] = []
  if (!link.active || link.eventType !== eventType.id) reasons.push({ kind: 'link-not-active' })
  if (link.expiresAt !== undefined && link.expiresAt <= now) reasons.push({ kind: 'link-expired', at: link.expiresAt })
  return reasons
}

/** S10a: of a need, nobody is known. */
function unknownHosts({ eventType, hosts }: Offer): OfferReason[] {
  const isKnown = (i: number): boolean => hosts.some(({ member }) => member === eventType.hosts[i]?.member)
  return needsOf(slotMode(eventType), eventType.hosts)
    .filter((need) => !need.hosts.some(isKnown))
    .flatMap((need) => need.hosts.flatMap((i) => eventType.hosts[i] ?? []))
    .map(({ member }) => ({ kind: 'host-unknown', member }))
}

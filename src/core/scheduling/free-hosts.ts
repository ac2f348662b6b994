import type { MemberId } from '../model/ids.ts'
import { instant, MINUTE, type Instant } from '../model/instant.ts'
import { hostStarts, standInRange } from './host-starts.ts'
import { needsOf, type Need } from './needs.ts'
import type { OfferHostTime } from './offer-host-times.ts'
import type { Offer } from './offer.ts'
import { slotQueryOf, type OfferQuery } from './slot-query.ts'

/** Who may meet a need, in the order of the type; stand-ins follow the one in whose place they are. */
export type FreeHosts = Pick<Need, 'need' | 'group'> & { readonly free: readonly FreeHost[] }

export type FreeHost = { readonly member: MemberId; readonly standsInFor?: MemberId }

/**
 * S10: who has the time for the slot at `start`, need by need: of `all` there is one host, of `any` one is to be chosen. Whether the
 * start itself is offered (its grid, notice, horizon) is for `isOffered` to say; nothing to offer at all means no needs.
 */
export function freeHosts(offer: Offer, start: Instant, now: Instant): FreeHosts[] {
  const query = slotQueryOf(offer, { start, end: instant(start + offer.duration * MINUTE) }, now)
  if (!query) return []
  return needsOf(query.mode, query.hosts).map(({ need, group, hosts }) => {
    const asked = query.hosts.filter((_, i) => hosts.includes(i))
    return { need, group, free: asked.flatMap((host) => freeOf(query, host, start)) }
  })
}

function freeOf(query: OfferQuery, host: OfferHostTime, start: Instant): FreeHost[] {
  const within = { start, end: start + 1 }
  const own = hostStarts(query, host, within).length > 0 ? [{ member: host.member }] : []
  const standIns = (host.standIns ?? [])
    .filter((standIn) => hostStarts(query, standIn.host, standInRange(query, standIn, within)).length > 0)
    .map((standIn) => ({ member: standIn.host.member, standsInFor: host.member }))
  return [...own, ...standIns]
}

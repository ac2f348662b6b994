import { instant, MINUTE, type Instant } from '../model/instant.ts'
import { startOfDay } from '../time/wall-clock.ts'
import type { Offer } from './offer.ts'
import type { OfferReason } from './reason.ts'
import type { OfferQuery } from './slot-query.ts'

/** S8: what notice and horizon have against `start`. */
export function timeReasons({ eventType }: Offer, query: OfferQuery, { start, now }: Moments): OfferReason[] {
  const { notice, horizon } = eventType
  const reasons: OfferReason[] = []
  const bookBefore = instant(start - notice * MINUTE)
  if (start < now) reasons.push({ kind: 'past' })
  else if (bookBefore < now) reasons.push({ kind: 'notice', minutes: notice, bookBefore })
  const opens = horizon.kind === 'fixed-range' ? startOfDay(horizon.from, query.hosts[0].zone) : start
  if (start < opens) reasons.push({ kind: 'not-yet', from: opens })
  const until = query.latestStart
  if (until !== undefined && start > until) reasons.push({ kind: 'horizon', horizon, until })
  return reasons
}

export type Moments = { readonly start: Instant; readonly now: Instant }

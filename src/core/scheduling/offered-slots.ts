import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { Offer } from './offer.ts'
import { openSlots } from './open-slots.ts'
import { slotQueryOf } from './slot-query.ts'

/**
 * S1: the starts that could be booked at `now`, ascending, the whole slot within `range`. The same function answers whether one
 * start may be booked (`isOffered`). When there is nothing to offer at all, see `slotQueryOf`.
 */
export function offeredSlots(offer: Offer, range: Interval, now: Instant): Instant[] {
  const query = slotQueryOf(offer, range, now)
  return query ? openSlots(query) : []
}

/** S1: whether `start` is offered, asked of the very function that lists slots. */
export function isOffered(offer: Offer, start: Instant, now: Instant): boolean {
  const slot = { start, end: instant(start + offer.duration * MINUTE) }
  return offeredSlots(offer, slot, now).length > 0
}

import { DAY, instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { Offer } from './offer.ts'
import { offeredSlots } from './offered-slots.ts'

// S15: no public question reaches further than 92 days; a guest who wanted Monday is not helped by last month.
const DAYS_AHEAD = 92
const DAYS_BACK = 31
const FIRST_LOOK = 7

/**
 * C2: the next `count` bookable starts at or after `wish`, filled up with the nearest before it; ascending.
 * Looks 92 days ahead and 31 back: the offer's busy times and bookings must cover `busySpan` of `alternativesRange`.
 */
export function alternatives(offer: Offer, wish: Instant, now: Instant, count: number = 3): Instant[] {
  const { start, end } = alternativesRange(offer.duration, wish)
  const later = firstFound(count, DAYS_AHEAD, (days) => {
    const until = instant(Math.min(wish + days * DAY + offer.duration * MINUTE, end))
    return offeredSlots(offer, { start: wish, end: until }, now).slice(0, count)
  })
  const missing = count - later.length
  if (missing === 0) return later
  const earlier = firstFound(missing, DAYS_BACK, (days) => {
    const from = instant(Math.max(wish - days * DAY, start))
    const until = instant(wish - 1 + offer.duration * MINUTE)
    return offeredSlots(offer, { start: from, end: until }, now).slice(-missing)
  })
  return [...earlier, ...later]
}

/** Where `alternatives` looks. */
export function alternativesRange(duration: number, wish: Instant): Interval {
  return {
    start: instant(wish - DAYS_BACK * DAY),
    end: instant(wish + DAYS_AHEAD * DAY + duration * MINUTE),
  }
}

/** Looks at ever longer stretches: mostly the first one has enough. */
function firstFound(enough: number, most: number, look: (days: number) => Instant[]): Instant[] {
  for (let days = FIRST_LOOK; days < most; days *= 2) {
    const found = look(days)
    if (found.length >= enough) return found
  }
  return look(most)
}

import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'

// C3: how long a hold keeps others away, and how many somebody has at once.

const HELD = 10 * MINUTE
const HELD_IN_ALL = 30 * MINUTE

/** How long it is known that somebody had a time for as long as they may. */
export const REMEMBERED = 30 * MINUTE

export const MOST_HOLDS = { perLink: 3, perAddress: 10 } as const

export type HoldTimes = { readonly createdAt: Instant; readonly expiresAt: Instant; readonly latestAt: Instant }

/** Of a hold that begins now; one that takes up where `earlier` ended ends with it. */
export function holdTimes(
  now: Instant,
  earlier?: { readonly createdAt: number; readonly latestAt: number },
): HoldTimes {
  const { createdAt, latestAt } = earlier ?? { createdAt: now, latestAt: instant(now + HELD_IN_ALL) }
  return { createdAt: instant(createdAt), expiresAt: renewedUntil(now, latestAt), latestAt: instant(latestAt) }
}

/** Activity keeps it for another ten minutes, and never beyond its last moment. */
export function renewedUntil(now: Instant, latestAt: number): Instant {
  return instant(Math.min(now + HELD, latestAt))
}

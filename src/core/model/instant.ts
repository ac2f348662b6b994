import { z } from 'zod'

// ECMAScript's own limit of time values: +-100,000,000 days around 1970.
const LIMIT = 8.64e15

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. */
export const Instant = z.int().min(-LIMIT).max(LIMIT).brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

function isInstant(ms: number): ms is Instant {
  return Number.isSafeInteger(ms) && Math.abs(ms) <= LIMIT
}

/** Brands `ms`; throws RangeError for anything that is no moment. Cheap enough for inner loops. */
export function instant(ms: number): Instant {
  if (!isInstant(ms)) throw new RangeError(`not an instant: ${ms}`)
  return ms
}

/** Half-open: `start` belongs to it, `end` does not. */
export const Interval = z.object({ start: Instant, end: Instant }).readonly()
export type Interval = z.infer<typeof Interval>

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** Of exact time; never "tomorrow", which is a wall date. */
export const DAY = 24 * HOUR

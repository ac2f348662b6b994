import type { Instant } from '../model/instant.ts'
import type { WallTime, ZoneName } from '../model/wall.ts'
import { instantOf, wallOf } from './wall-clock.ts'

/** A single appointment, and what was said of it when it was booked; `tz`: by which edition of the tz database. */
export type Promised = {
  readonly start: Instant
  readonly promised: { readonly start: WallTime; readonly zone: ZoneName; readonly tz: string }
}

/**
 * T3: where the promised wall time is now, if it is elsewhere than the appointment; T1 says which of two, or in place of none.
 * Nothing is moved: its owner decides.
 */
export function promiseMoved({ start, promised }: Promised): Instant | undefined {
  // Of a wall time that comes twice the second may have been meant.
  return wallOf(start, promised.zone) === promised.start ? undefined : instantOf(promised.start, promised.zone)
}

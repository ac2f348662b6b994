import { DAY } from '../../core/model/instant.ts'
import type { Span } from '../../core/time/recurrence.ts'

const STEP = 30 * DAY

/** The span over which occurrences of series are rows (T2). It moves on in steps of 30 days, so that it seldom moves. */
export function horizonAt(now: number): Span {
  const start = Math.floor(now / STEP) * STEP
  return { from: start - 13 * STEP, until: start + 26 * STEP }
}

import { DAY, type Instant } from '../../src/core/model/instant.ts'

const STEP = 30 * DAY

/** The span over which the server keeps occurrences as rows (T2). It moves on in steps of 30 days, so that it seldom moves. */
export function horizonAt(now: Instant): { from: number; until: number } {
  const start = Math.floor(now / STEP) * STEP
  return { from: start - 13 * STEP, until: start + 26 * STEP }
}

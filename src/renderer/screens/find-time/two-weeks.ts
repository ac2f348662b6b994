import { instant, type Interval, MINUTE } from '../../../core/model/instant.ts'
import type { ZoneName } from '../../../core/model/wall.ts'
import { addDays, startOfDay, wallDateOf } from '../../../core/time/wall-clock.ts'

const DAYS_AHEAD = 14
const QUARTER = 15 * MINUTE

/** From the next quarter of an hour to the end of the day in two weeks. */
export function twoWeeks(zone: ZoneName): Interval {
  const start = instant(Math.ceil(Date.now() / QUARTER) * QUARTER)
  return { start, end: startOfDay(addDays(wallDateOf(start, zone), DAYS_AHEAD + 1), zone) }
}

import type { Interval } from '../core/model/instant.ts'
import { DAY, instant } from '../core/model/instant.ts'
import type { Schedule } from '../core/model/schedule.ts'
import type { ZoneName } from '../core/model/wall.ts'
import { dateAsUtc, firstInstantFrom, instantOfReading } from '../core/time/wall-clock.ts'

/** The wall on which somebody's all-day and floating appointments stand. */
export type HostClock = Pick<Schedule, 'zone' | 'travel'>

type WallTaken = { readonly starts: number; readonly ends: number; readonly allDay: boolean }

/** No two readings of one moment, in whatever zones, are further apart, and no reading is further from its moment. */
export const WALL_REACH = 2 * DAY

/** S6: where readings (ms as if UTC) lie for this person: their local day, on a journey that of where they are. */
export function wallInterval({ starts, ends, allDay }: WallTaken, clock: HostClock): Interval {
  const at = allDay ? firstInstantFrom : instantOfReading
  const start = at(starts, zoneOn(clock, starts))
  // An all-day one ends with its last day, which is the day before the reading it ends with.
  const end = at(ends, zoneOn(clock, allDay ? Math.max(starts, ends - DAY) : ends))
  return { start, end: instant(Math.max(start, end)) }
}

/** S5a: of overlapping travel the last in the list holds. */
function zoneOn({ zone, travel }: HostClock, reading: number): ZoneName {
  if (travel.length === 0) return zone
  const date = Math.floor(reading / DAY) * DAY
  return travel.findLast(({ from, until }) => dateAsUtc(from) <= date && date <= dateAsUtc(until))?.zone ?? zone
}

import type { Interval } from '../core/model/instant.ts'
import type { WallDate, ZoneName } from '../core/model/wall.ts'
import { addDays, startOfDay, wallDateOf } from '../core/time/wall-clock.ts'
import type { Formats } from './formats.ts'

type Place = {
  readonly formats: Formats
  readonly zone: ZoneName
  /** The date that is spoken of: within it clocks say enough. */
  readonly date?: WallDate | undefined
}

/** A stretch of time in words: whole days as dates, a part of one day as clocks, anything else from moment to moment. */
export function stretchText({ start, end }: Interval, { formats, zone, date }: Place): string {
  const firstDay = wallDateOf(start, zone)
  const next = wallDateOf(end, zone)
  const isWhole = start === startOfDay(firstDay, zone) && end === startOfDay(next, zone) && next > firstDay
  if (isWhole) return formats.appointment({ kind: 'all-day', firstDay, lastDay: addDays(next, -1) }, zone)
  if (firstDay === date && end <= startOfDay(addDays(firstDay, 1), zone)) return formats.clockRange(start, end, zone)
  return formats.appointment({ kind: 'timed', startsAt: start, endsAt: end, zone }, zone)
}

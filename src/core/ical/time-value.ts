import { WallDate, WallTime } from '../model/wall.ts'
import { dateAsUtc, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'

/** A DATE or DATE-TIME value of RFC 5545 3.3.4 and 3.3.5, without its TZID. */
export type TimeValue =
  | { readonly kind: 'date'; readonly date: WallDate }
  | { readonly kind: 'local'; readonly wall: WallTime }
  /** `wall` is the reading in UTC. */
  | { readonly kind: 'utc'; readonly wall: WallTime }

/** Reads what ical.js makes of a value: `2026-03-23`, `2026-03-23T09:00:00`, the latter also with Z. Undefined: no such date. */
export function readTimeValue(value: string): TimeValue | undefined {
  // A DATE that is not declared as one (VALUE=DATE) comes out of ical.js as `2026-03-23T::`.
  const [, date = '', clock, utc] = /^(\d{4}-\d\d-\d\d)(?:T::|T(\d\d:\d\d:\d\d)(Z)?)?Z?$/.exec(value) ?? []
  const day = WallDate.safeParse(date)
  if (!day.success) return undefined
  if (clock === undefined) return { kind: 'date', date: day.data }
  const wall = wallAt(day.data, clock)
  return wall && { kind: utc ? 'utc' : 'local', wall }
}

// 24:00:00 is the next midnight (ISO 8601, and some producers); a leap second is the last one of its minute (RFC 5545 3.3.12).
function wallAt(date: WallDate, clock: string): WallTime | undefined {
  if (clock === '24:00:00') return utcAsWall(wallAsUtc(midnight(date)) + 86_400_000)
  const wall = WallTime.safeParse(`${date}T${clock.replace(/:60$/, ':59')}`)
  return wall.success ? wall.data : undefined
}

/** The reading at which `date` begins. */
export function midnight(date: WallDate): WallTime {
  return utcAsWall(dateAsUtc(date))
}

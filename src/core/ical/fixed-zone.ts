import { ZoneName } from '../model/wall.ts'

const HOUR = 3_600_000

/** The zone that always keeps `offset` (ms east of UTC); undefined unless it is whole hours that the tz database has. */
export function fixedZone(offset: number): ZoneName | undefined {
  if (offset % HOUR !== 0) return undefined
  const hours = offset / HOUR
  // POSIX signs: Etc/GMT-3 is three hours east.
  return ZoneName.safeParse(hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`).data
}

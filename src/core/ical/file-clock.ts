import { instant, type Instant } from '../model/instant.ts'
import type { WallTime, ZoneName } from '../model/wall.ts'
import { instantOf, utcAsWall, wallAsUtc, wallOf } from '../time/wall-clock.ts'
import type { OffsetSpan } from '../time/zone-offset.ts'

/** The clock that a TZID of a file stands for. */
export type FileClock = {
  /** `exact`: the clock reads as this zone. Else no zone reads like it, and this is the nearest. */
  readonly zone: ZoneName
  readonly exact: boolean
  /** T1 for readings that are skipped or shown twice. */
  instantOf(wall: WallTime): Instant
  wallOf(at: Instant): WallTime
}

export function zoneClock(zone: ZoneName): FileClock {
  return { zone, exact: true, instantOf: (wall) => instantOf(wall, zone), wallOf: (at) => wallOf(at, zone) }
}

/** A clock that no zone has. `offsets(from, until)`: what its definition says, epoch ms, in order and without gaps. */
export function definedClock(nearest: ZoneName, offsets: (from: number, until: number) => OffsetSpan[]): FileClock {
  const offsetAt = (at: number) => offsets(at, at + 1)[0]?.offset ?? 0
  return {
    zone: nearest,
    exact: false,
    instantOf: (wall) => instant(instantOfReading(wallAsUtc(wall), offsets)),
    wallOf: (at) => utcAsWall(at + offsetAt(at)),
  }
}

const REACH = 26 * 3_600_000

// As core/time reads a zone: the first match, and in a gap the offset before it.
function instantOfReading(reading: number, offsets: (from: number, until: number) => OffsetSpan[]): number {
  let before = reading
  for (const span of offsets(reading - REACH, reading + REACH)) {
    const at = reading - span.offset
    if (at >= span.from && at < span.until) return at
    if (at >= span.until) before = at
  }
  return before
}

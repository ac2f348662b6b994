import { instant, type Instant } from '../model/instant.ts'
import type { WallTime, ZoneName } from '../model/wall.ts'
import { instantOf, utcAsWall, wallAsUtc, wallOf } from '../time/wall-clock.ts'
import { offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'

/** The clock that a TZID of a file stands for. */
export type FileClock = {
  /** `exact`: the clock reads as this zone. Else no zone reads like it, and this is the nearest. */
  readonly zone: ZoneName
  readonly exact: boolean
  /** T1 for readings that are skipped or shown twice. */
  instantOf(wall: WallTime): Instant
  wallOf(at: Instant): WallTime
  /** Whether the file's own definition of this zone reads otherwise than the zone does, somewhere in [from, until). */
  deviates(from: number, until: number): boolean
}

type Offsets = (from: number, until: number) => OffsetSpan[]

/** The clock of a zone. `defined`: what the file says of it; empty, or none, where it says nothing. */
export function zoneClock(zone: ZoneName, defined?: Offsets): FileClock {
  return {
    zone,
    exact: true,
    instantOf: (wall) => instantOf(wall, zone),
    wallOf: (at) => wallOf(at, zone),
    deviates: (from, until) => {
      const theirs = defined?.(from, until) ?? []
      const ours = theirs.length > 0 ? offsetSpans(zone, from, until) : []
      return (
        theirs.length !== ours.length ||
        theirs.some((one, i) => one.offset !== ours[i]?.offset || one.from !== ours[i].from)
      )
    },
  }
}

/** A clock that no zone has. `offsets(from, until)`: what its definition says, epoch ms, in order and without gaps. */
export function definedClock(nearest: ZoneName, offsets: Offsets): FileClock {
  const offsetAt = (at: number) => offsets(at, at + 1)[0]?.offset ?? 0
  return {
    zone: nearest,
    exact: false,
    instantOf: (wall) => instant(instantOfReading(wallAsUtc(wall), offsets)),
    wallOf: (at) => utcAsWall(at + offsetAt(at)),
    deviates: () => false,
  }
}

const REACH = 26 * 3_600_000

// As core/time reads a zone: the first match, and in a gap the offset before it.
function instantOfReading(reading: number, offsets: Offsets): number {
  let before = reading
  for (const span of offsets(reading - REACH, reading + REACH)) {
    const at = reading - span.offset
    if (at >= span.from && at < span.until) return at
    if (at >= span.until) before = at
  }
  return before
}

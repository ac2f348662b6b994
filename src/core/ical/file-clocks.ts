import type { Instant } from '../model/instant.ts'
import { ZoneName } from '../model/wall.ts'
import type { OffsetSpan } from '../time/zone-offset.ts'
import type { Component } from './components.ts'
import { definedClock, zoneClock, type FileClock } from './file-clock.ts'
import { readProperty } from './property.ts'
import { vtimezoneOffsets } from './vtimezone-offsets.ts'
import { zoneGuessed, zoneNamed } from './zone-name.ts'
import { matchingZone, nearestZone, type Span } from './zone-match.ts'

/** The clock of `tzid` over the time an event needs it for (epoch ms); undefined: nobody knows that zone. */
export type FileClocks = (tzid: string, needed: Span) => FileClock | undefined

const YEAR = 366 * 86_400_000

/**
 * The clocks of one calendar of a file. A name beyond doubt counts first, then the rules of its VTIMEZONE, then a guess at the
 * name. `preferred` decides between zones that read alike.
 */
export function fileClocks(definitions: ReadonlyMap<string, Component>, preferred: ZoneName): FileClocks {
  const known = new Map<string, FileClock | undefined>()
  return (tzid, needed) => {
    const wide = wholeYears(needed)
    const key = `${wide.from}/${wide.until}/${tzid}`
    const found = known.get(key)
    if (found) return found
    const named = zoneNamed(tzid)
    const definition = definitions.get(tzid)
    const clock = named ? zoneClock(named) : definition && clockOf(definition, { wide, needed, preferred })
    const settled = clock ?? guessed(tzid)
    // One that fits this event alone says nothing of the next.
    if (settled?.exact) known.set(key, settled)
    return settled
  }
}

function guessed(tzid: string): FileClock | undefined {
  const zone = zoneGuessed(tzid)
  return zone && zoneClock(zone)
}

// A zone that reads alike for years is the one that was meant; one that does so for this event alone still gives its times.
function clockOf(
  definition: Component,
  { wide, needed, preferred }: { wide: Span; needed: Span; preferred: ZoneName },
): FileClock | undefined {
  const offsets = (from: number, until: number): OffsetSpan[] => vtimezoneOffsets(definition, from, until) ?? []
  if (offsets(wide.from, wide.until).length === 0) return undefined
  const first = [...locationOf(definition), preferred]
  const zone =
    matchingZone(offsets(wide.from, wide.until), wide, first) ??
    matchingZone(offsets(needed.from, needed.until), needed, first)
  return zone ? zoneClock(zone) : definedClock(nearestZone(offsets(wide.from, wide.until), wide), offsets)
}

function locationOf(definition: Component): ZoneName[] {
  const line = definition.lines.find((line) => /^X-LIC-LOCATION[;:]/i.test(line.text))
  const zone = line && ZoneName.safeParse(readProperty(line)?.values[0])
  return zone?.success ? [zone.data] : []
}

/** Years of 366 days: all events of a few years share one search. */
function wholeYears({ from, until }: Span): Span {
  return { from: Math.floor(from / YEAR) * YEAR, until: Math.ceil((until + 1) / YEAR) * YEAR }
}

/** What an event needs a clock for: from its first start to its last; of a series without end, some years from now on. */
export function neededSpan(times: { first: number; last: number | undefined; now: Instant }): Span {
  const until = times.last ?? Math.max(times.first, times.now) + 3 * YEAR
  return { from: times.first, until: Math.max(until, times.first + 1) }
}

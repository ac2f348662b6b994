import { ZoneName } from '../model/wall.ts'
import type { OffsetSpan } from '../time/zone-offset.ts'
import type { Component } from './components.ts'
import { definedClock, zoneClock, type FileClock } from './file-clock.ts'
import { readProperty } from './property.ts'
import { vtimezoneOffsets } from './vtimezone-offsets.ts'
import { zoneGuessed, zoneNamed } from './zone-name.ts'
import { matchingZone, nearestZone, type Span } from './zone-match.ts'

/** The time an event needs a clock for, epoch ms: about, and, at some cost, from its first occurrence to its last. */
export type Needed = { readonly about: Span; exactly(): Span }

/** The clock of `tzid` over the time it is needed for; undefined: nobody knows that zone. */
export type FileClocks = (tzid: string, needed: Needed) => FileClock | undefined

const YEAR = 366 * 86_400_000

/**
 * The clocks of one calendar of a file. A name beyond doubt counts first, then the rules of its VTIMEZONE, then a guess at the
 * name. `preferred` decides between zones that read alike.
 */
export function fileClocks(definitions: ReadonlyMap<string, Component>, preferred: ZoneName): FileClocks {
  const known = new Map<string, Reading | undefined>()
  return (tzid, needed) => {
    const wide = wholeYears(needed.about)
    const key = `${wide.from}/${wide.until}/${tzid}`
    const reading = known.get(key) ?? readZone(tzid, definitions.get(tzid), { wide, preferred })
    known.set(key, reading)
    return reading && clockFor(reading, needed)
  }
}

type Reading =
  | { readonly clock: FileClock }
  | { readonly offsets: Offsets; readonly wide: Span; readonly first: ZoneName[] }
type Offsets = (from: number, until: number) => OffsetSpan[]

// A zone that reads alike for years is the one that was meant.
function readZone(
  tzid: string,
  definition: Component | undefined,
  { wide, preferred }: { wide: Span; preferred: ZoneName },
): Reading | undefined {
  const offsets: Offsets = (from, until) => (definition && vtimezoneOffsets(definition, from, until)) ?? []
  const named = zoneNamed(tzid)
  if (named) return { clock: zoneClock(named, offsets) }
  const years = offsets(wide.from, wide.until)
  const guessed = zoneGuessed(tzid)
  if (!definition || years.length === 0) return guessed && { clock: zoneClock(guessed) }
  const first = [...locationOf(definition), ...(guessed ? [guessed] : []), preferred]
  const zone = matchingZone(years, wide, first)
  return zone ? { clock: zoneClock(zone) } : { offsets, wide, first }
}

// One that reads alike for this event alone still gives its times, and says nothing of the next event.
function clockFor(reading: Reading, needed: Needed): FileClock {
  if ('clock' in reading) return reading.clock
  const { offsets, wide, first } = reading
  const span = needed.exactly()
  const zone = matchingZone(offsets(span.from, span.until), span, first)
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

import { DAY, HOUR } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { offsetSpans, type OffsetSpan } from './zone-offset.ts'

// Offsets lie within a day of UTC, so the instants of a wall reading do too.
const REACH = 26 * HOUR
// Readings of some months share one look at the zone; those centuries apart must not ask for all years between them.
const STRIDE = 100 * DAY

/** `instantOfReading` (T1) for many readings, in order, with few looks at the zone. All in ms. */
export function instantsOfReadings(readings: readonly number[], zone: ZoneName): number[] {
  let spans: readonly OffsetSpan[] = []
  let known = -Infinity
  return readings.map((reading) => {
    if (reading > known) {
      known = reading + STRIDE
      spans = offsetSpans(zone, reading - REACH, known + REACH)
    }
    return instantAmong(spans, reading)
  })
}

/** T1: the first span that shows the reading; for one that is skipped the offset before the gap. */
function instantAmong(spans: readonly OffsetSpan[], reading: number): number {
  let before: number | undefined
  for (const span of spans) {
    const at = reading - span.offset
    if (at < span.from) break
    if (at < span.until) return at
    before = at
  }
  if (before === undefined) throw new RangeError(`no such reading: ${reading}`)
  return before
}

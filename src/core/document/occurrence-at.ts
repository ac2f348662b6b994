import type { Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { expandSeries, type SeriesOccurrence } from '../time/recurrence.ts'
import { instantOf, wallAsUtc } from '../time/wall-clock.ts'

/** The occurrence that starts at `original`, by rule or date; undefined where the series has none there, or excludes it. */
export function occurrenceAt(series: Series, original: WallTime): SeriesOccurrence | undefined {
  const from = startOnBasis(series, original)
  return expandSeries(series, { from, until: from + 1 }).find((occurrence) => occurrence.original === original)
}

/** Where a wall time of a series lies on the basis that its occurrences are counted on: epoch or wall milliseconds. */
export function startOnBasis({ allDay, zone }: Series, wall: WallTime): number {
  return zone === undefined || allDay ? wallAsUtc(wall) : instantOf(wall, zone)
}

import type { Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { expandSeries } from '../time/recurrence.ts'
import { instantOf, wallAsUtc } from '../time/wall-clock.ts'

/** A reading on the series' clock as the number its occurrences are counted in: epoch ms, or ms as if it were UTC. */
export function onBasis(series: Series, wall: WallTime): number {
  return series.allDay || series.zone === undefined ? wallAsUtc(wall) : instantOf(wall, series.zone)
}

/** The start, or an RDATE before it. */
export function firstOriginal(series: Series): WallTime {
  return series.rdates.reduce((a, b) => (b < a ? b : a), series.start)
}

/** Whether `original` is an occurrence of the series, excluded or not. */
export function isOriginal(series: Series, original: WallTime): boolean {
  const from = onBasis(series, original)
  const found = expandSeries({ ...series, exdates: [] }, { from, until: from + 1 })
  return found.some((one) => one.original === original)
}

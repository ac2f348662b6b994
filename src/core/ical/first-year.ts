import type { Series } from '../model/appointment.ts'
import { expandSeries, type SeriesOccurrence } from '../time/recurrence.ts'
import { firstOriginal, onBasis } from './series-basis.ts'

const YEAR = 400 * 86_400_000
const known = new WeakMap<Series, readonly SeriesOccurrence[]>()

/** The occurrences of the first 400 days. RangeError for more than 20,000. */
export function firstYear(series: Series): readonly SeriesOccurrence[] {
  const before = known.get(series)
  if (before) return before
  const from = onBasis(series, firstOriginal(series))
  const found = expandSeries(series, { from, until: from + YEAR })
  known.set(series, found)
  return found
}

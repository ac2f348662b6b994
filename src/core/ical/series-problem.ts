import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Series } from '../model/appointment.ts'
import { refuse, type Refused } from '../model/result.ts'
import { expandSeries } from '../time/recurrence.ts'
import { firstYear } from './first-year.ts'
import { firstOriginal, onBasis } from './series-basis.ts'

const YEAR = 366 * 86_400_000
const NEVER = 60 * YEAR
// Rows are kept for a horizon of some years; a series that fills it beyond all use is no calendar entry.
const HORIZON = 4 * YEAR
const MOST = 20_000

/** Why a series cannot be kept: it fills a calendar beyond use, or nothing of it is ever seen. */
export function seriesProblem(series: Series): Refused<SetAsideReason> | undefined {
  try {
    const first = firstYear(series)
    const from = onBasis(series, firstOriginal(series))
    if (first.length > MOST / 5) expandSeries(series, { from, until: from + HORIZON }, MOST)
    if (first.length > 0 || expandSeries(series, { from, until: from + NEVER }).length > 0) return undefined
    return refuse('invalid-rule', { detail: 'no occurrence is left' })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refuse('too-many-occurrences', { detail: `more than ${MOST} within four years` })
  }
}

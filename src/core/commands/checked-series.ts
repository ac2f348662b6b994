import { startOnBasis } from '../document/occurrence-at.ts'
import type { Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { ok, refuse, type Refused, type Result } from '../model/result.ts'
import { checkRule, expandSeries } from '../time/recurrence.ts'

const YEAR = 366 * DAY
/** More in a year is no series of appointments; it would crowd everything else out of the rows. */
const MOST_A_YEAR = 5_000
/** The 29th of February on a given weekday comes every 28 years, or 40 across a century. */
const YEARS_SEARCHED = 41

/** The series with its rules in our one way of writing them. `invalid-rule`: unreadable, far too often, or never. */
export function checkedSeries(series: Series): Result<Series, 'invalid-rule'> {
  const rules: string[] = []
  for (const rule of series.rules) {
    const checked = checkRule(rule)
    if (!checked.ok) return checked
    rules.push(checked.value)
  }
  const checked = { ...series, rules }
  return frequency(checked) ?? ok(checked)
}

function frequency(series: Series): Refused<'invalid-rule'> | undefined {
  const from = startOnBasis(series, series.start)
  try {
    if (expandSeries(series, { from, until: from + YEAR }, MOST_A_YEAR).length > 0) return undefined
    const later = expandSeries(series, { from, until: from + YEARS_SEARCHED * YEAR }, MOST_A_YEAR)
    return later.length > 0 ? undefined : refuse('invalid-rule', { problem: 'never' })
  } catch (error) {
    if (error instanceof RangeError) return refuse('invalid-rule', { problem: error.message })
    throw error
  }
}

import { startOnBasis } from '../document/occurrence-at.ts'
import type { Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { ok, refuse, type Refused, type Result } from '../model/result.ts'
import { checkRule, expandSeries } from '../time/recurrence.ts'

const YEAR = 366 * DAY
// Rows are kept for a horizon of some years; a series that fills it beyond all use is no series of appointments.
const HORIZON = 4 * YEAR
const MOST = 20_000
// The 29th of February on a given weekday comes every 28 years, or 40 across a century without one.
const EVER = 41 * YEAR

/** The series with its rules in our one way of writing them. `invalid-rule`: unreadable, far too often, or never. */
export function checkedSeries(series: Series): Result<Series, 'invalid-rule'> {
  const checked = withCheckedRules(series)
  return checked.ok ? (frequencyRefusal(checked.value) ?? checked) : checked
}

/** The same without a look at the occurrences, for what has been looked at before. */
export function withCheckedRules(series: Series): Result<Series, 'invalid-rule'> {
  const rules: string[] = []
  for (const rule of series.rules) {
    const checked = checkRule(rule)
    if (!checked.ok) return checked
    rules.push(checked.value)
  }
  return ok({ ...series, rules })
}

function frequencyRefusal(series: Series): Refused<'invalid-rule'> | undefined {
  const first = [series.start, ...series.rdates].reduce((a, b) => (b < a ? b : a))
  const from = startOnBasis(series, first)
  try {
    if (expandSeries(series, { from, until: from + HORIZON }, MOST).length > 0) return undefined
    const ever = expandSeries(series, { from, until: from + EVER }, MOST)
    return ever.length > 0 ? undefined : refuse('invalid-rule', { problem: 'never' })
  } catch (error) {
    if (error instanceof RangeError) return refuse('invalid-rule', { problem: error.message })
    throw error
  }
}

import type { Instant } from '../model/instant.ts'
import type { Series } from '../model/appointment.ts'
import { expandSeries } from '../time/recurrence.ts'
import type { ImportedAppointment } from './read-report.ts'
import { onBasis } from './series-basis.ts'
import { appointmentStarts, type StartSpan } from './start-keys.ts'

const DAY = 86_400_000
const YEAR = 366 * DAY
const BEGINNING = 4 * YEAR
const NOWADAYS = YEAR
/** Of a series with few occurrences in its first years more years are looked at. */
const FEW = 10
const LONG = 30 * YEAR
/** As many occurrences as are looked at in one place. */
const ENOUGH = 100
const MOST = 20_000
const EVER = { from: -Infinity, until: Infinity }

/** Where to look at an appointment to see whether two readings of it agree. RangeError beyond bounds. */
export function telltaleSpans(appointment: ImportedAppointment, now: Instant): StartSpan[] {
  const { series, overrides } = appointment
  if (!series) return appointmentStarts(appointment, EVER).map(({ at }) => around(at))
  const moved = Object.values(overrides).flatMap(({ time }) =>
    time ? appointmentStarts({ time, overrides: {} }, EVER) : [],
  )
  const beginning = beginningOf(series)
  return [beginning, ...nowadays(series, { beginning, now }), ...moved.map(({ at }) => around(at))]
}

// Wide enough to hold whatever a wrong zone makes of it.
function around(at: number): StartSpan {
  return { from: at - 2 * DAY, until: at + 2 * DAY }
}

function beginningOf(series: Series): StartSpan {
  const first = onBasis(series, series.start)
  const starts = startsWithin(series, { from: first, until: first + BEGINNING })
  const until = starts[ENOUGH] ?? first + (starts.length < FEW ? LONG : BEGINNING)
  return { from: first - 2 * DAY, until }
}

function nowadays(series: Series, { beginning, now }: { beginning: StartSpan; now: Instant }): StartSpan[] {
  const from = Math.max(beginning.until, now - NOWADAYS)
  if (from >= now + NOWADAYS) return []
  const starts = startsWithin(series, { from, until: now + NOWADAYS })
  return starts.length === 0 ? [] : [{ from, until: starts[ENOUGH] ?? now + NOWADAYS }]
}

function startsWithin(series: Series, span: StartSpan): number[] {
  return expandSeries(series, span, MOST).map((one) => one.starts)
}

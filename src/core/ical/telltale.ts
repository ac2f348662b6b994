import type { Instant } from '../model/instant.ts'
import type { Series } from '../model/appointment.ts'
import { expandSeries, type SeriesOccurrence } from '../time/recurrence.ts'
import { firstYear } from './first-year.ts'
import { withinSpans } from './opinion.ts'
import type { ImportedAppointment } from './read-report.ts'
import { firstOriginal, onBasis } from './series-basis.ts'
import { appointmentStarts, seriesKind, type Start, type StartSpan } from './start-keys.ts'

/** Where to look at an appointment to see whether two readings of it agree, and what stands there. */
export type Telltale = { readonly spans: readonly StartSpan[]; readonly starts: readonly Start[] }

const DAY = 86_400_000
const YEAR = 366 * DAY
/** Of a series with few occurrences in its first year some more years are looked at. */
const FEW = 6
const LONGER = 5 * YEAR
/** Long enough for a change of the clocks: how far a dense series is followed, and how far before and after now. */
const SEASONS = 200 * DAY
/** The way from the first occurrence to now has to be gone by every parser: only where it is short. */
const STEPS = 120
/** A dense series is looked at in some places, some occurrences in each. */
const DENSE = 60
const PLACES = 5
const IN_ONE_PLACE = 8
const EVER = { from: -Infinity, until: Infinity }

/** RangeError for a series that cannot be expanded. */
export function telltaleOf(appointment: ImportedAppointment, now: Instant): Telltale {
  const { series, overrides } = appointment
  const own = appointmentStarts({ time: appointment.time, overrides }, EVER)
  if (!series) return { spans: own.map(around), starts: own }

  const beginning = beginningOf(series)
  const looks = [beginning, nowadays(series, beginning, now)].flatMap((look) => look ?? [])
  const moved = Object.values(overrides).flatMap(({ time }) =>
    time ? appointmentStarts({ time, overrides: {} }, EVER) : [],
  )
  const spans = [...looks.flatMap(places), ...moved.map(around)]
  if (moved.length > 0) return { spans, starts: spans.flatMap((span) => appointmentStarts(appointment, span)) }
  // What was expanded to find the places says what stands there, too.
  const kind = seriesKind(series)
  const usual = looks.flatMap((look) => look.occurrences.map((one): Start => ({ kind, at: one.starts })))
  return { spans, starts: withinSpans(usual, spans) }
}

type Look = { readonly span: StartSpan; readonly occurrences: readonly SeriesOccurrence[] }

// Wide enough to hold whatever a wrong zone makes of it.
function around({ at }: Start): StartSpan {
  return { from: at - 2 * DAY, until: at + 2 * DAY }
}

function beginningOf(series: Series): Look {
  const from = onBasis(series, firstOriginal(series)) - 2 * DAY
  const first = firstYear(series)
  if (first.length > DENSE)
    return { span: { from, until: from + SEASONS }, occurrences: first.filter((one) => one.starts < from + SEASONS) }
  const span = { from, until: from + (first.length < FEW ? LONGER : YEAR) }
  return { span, occurrences: first.length < FEW ? expandSeries(series, span) : first }
}

function nowadays(series: Series, beginning: Look, now: Instant): Look | undefined {
  const { span: before, occurrences } = beginning
  const span = { from: Math.max(before.until, now - SEASONS), until: now + SEASONS }
  const perMs = occurrences.length / (before.until - before.from)
  if (span.from >= span.until || perMs * (span.until - before.from) > STEPS) return undefined
  const found = expandSeries(series, span)
  return found.length === 0 ? undefined : { span, occurrences: found }
}

function places({ span, occurrences }: Look): StartSpan[] {
  if (occurrences.length <= DENSE) return [span]
  const step = Math.floor((occurrences.length - IN_ONE_PLACE) / (PLACES - 1))
  return Array.from({ length: PLACES }, (_, i) => {
    const from = i === 0 ? span.from : (occurrences[i * step]?.starts ?? span.from)
    return { from, until: occurrences[i * step + IN_ONE_PLACE]?.starts ?? span.until }
  })
}

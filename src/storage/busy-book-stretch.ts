import { DAY } from '../core/model/instant.ts'
import { occurrenceRows } from '../core/projections/occurrence-rows.ts'
import type { AppointmentRow, OccurrenceRow } from '../core/projections/rows.ts'
import { expandSeries, type Span } from '../core/time/recurrence.ts'
import { mergeSpans, type Spans } from '../core/time/spans.ts'

/** A quarter, counted from 1970 in whole weeks: which occurrences are found must not depend on who asks for what (S1). */
const STRETCH = 91 * DAY
const WEEK = 7 * DAY

/** What a series takes within one stretch: in instants, as whole days of a wall, as other readings of a wall. */
export type Stretch = { readonly instants: Spans; readonly days: Spans; readonly readings: Spans }

/** The stretches that [from, until) touches, by number. */
export function stretchesOf({ from, until }: Span): number[] {
  const first = Math.floor(from / STRETCH)
  return Array.from({ length: Math.ceil(until / STRETCH) - first }, (_, index) => first + index)
}

/** The occurrences of `row` that touch stretch `n` and take time, on whichever basis each is counted (T2: expanded here). */
export function expandStretch(row: AppointmentRow, n: number): Stretch {
  const span = { from: n * STRETCH, until: (n + 1) * STRETCH }
  const spans = isDense(row, span) ? weeksOf(span) : [span]
  const rows = spans.flatMap((within) => occurrenceRows(row, within)).filter(({ blocks }) => blocks)
  const pairsOf = (which: (occurrence: OccurrenceRow) => boolean): number[] =>
    rows.filter(which).flatMap(({ starts, ends }) => [starts, ends])
  return {
    instants: mergeSpans(pairsOf(({ basis }) => basis === 'instant')),
    days: mergeSpans(pairsOf(({ basis, allDay }) => basis === 'wall' && allDay)),
    readings: mergeSpans(pairsOf(({ basis, allDay }) => basis === 'wall' && !allDay)),
  }
}

// One with too many occurrences for a quarter still takes its time, week by week; one that is too dense even so takes none.
function isDense({ data }: AppointmentRow, span: Span): boolean {
  try {
    return data.series !== undefined && expandSeries(data.series, span).length < 0
  } catch (error) {
    if (error instanceof RangeError) return true
    throw error
  }
}

function weeksOf({ from, until }: Span): Span[] {
  return Array.from({ length: (until - from) / WEEK }, (_, week) => ({
    from: from + week * WEEK,
    until: from + (week + 1) * WEEK,
  }))
}

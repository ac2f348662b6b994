import type { Interval } from '../../../core/model/instant.ts'
import { columnClock, DAY_MINUTES } from './column-clock.ts'
import type { GridColumn, MinuteSpan } from './grid-model.ts'
import { wallSpan } from './wall-span.ts'

/** What of somebody's hours (merged, ascending) lies on a column's date, as minutes of its clock. */
export function openSpans(hours: readonly Interval[], column: Pick<GridColumn, 'date' | 'zone'>): MinuteSpan[] {
  const clock = columnClock(column)
  const spans = hours.flatMap(({ start, end }) => {
    const span = wallSpan({ kind: 'timed', startsAt: start, endsAt: end, zone: column.zone }, clock)
    return span ? [{ from: span.from, to: span.to }] : []
  })
  return merged(spans)
}

// Hours that follow each other share labels where the clock shows an hour twice.
function merged(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const result: MinuteSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else result.push(span)
  }
  return result
}

/** What is not open: the shaded rest of the 24 hours. */
export function closedSpans(open: readonly MinuteSpan[]): MinuteSpan[] {
  const edges = [0, ...open.flatMap((span) => [span.from, span.to]), DAY_MINUTES]
  return edges
    .flatMap((from, at) => (at % 2 === 0 ? [{ from, to: edges[at + 1] ?? DAY_MINUTES }] : []))
    .filter((span) => span.to > span.from)
}

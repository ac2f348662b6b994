import { instant, type Interval } from '../model/instant.ts'
import type { Spans } from '../time/spans.ts'

/** The inverse of `spansOf`. */
export function intervalsOf(spans: Spans): Interval[] {
  const intervals: Interval[] = []
  for (let i = 0; i < spans.length; i += 2) {
    intervals.push({ start: instant(spans[i] ?? 0), end: instant(spans[i + 1] ?? 0) })
  }
  return intervals
}

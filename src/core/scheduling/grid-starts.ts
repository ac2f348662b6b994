import { DAY, MINUTE } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import type { SpanOf } from '../time/intervals.ts'
import { offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'

/** `step` and `offset` in minutes: starts lie on multiples of `step`, plus `offset`, since midnight in `gridZone`. */
export type Grid = { readonly gridZone: ZoneName; readonly step: number; readonly offset?: number }

/** S2: every instant (ms) of the grid within `spans` (merged, half-open), ascending. */
export function gridStarts(spans: readonly SpanOf<number>[], grid: Grid): number[] {
  const first = spans[0]
  const last = spans.at(-1)
  if (!first || !last) return []
  const parts = offsetSpans(grid.gridZone, first.start, last.end)
  const starts: number[] = []
  let p = 0
  for (const span of spans) {
    while ((parts[p]?.until ?? Infinity) <= span.start) p++
    for (let q = p; q < parts.length; q++) {
      const part = parts[q]
      if (!part || part.from >= span.end) break
      addStarts(starts, grid, { ...span, part })
    }
  }
  return starts
}

/** Within one offset, and within one day of it, the grid is a plain progression. */
function addStarts(starts: number[], grid: Grid, span: SpanOf<number> & { part: OffsetSpan }): void {
  const { offset } = span.part
  const step = grid.step * MINUTE
  const shift = ((grid.offset ?? 0) * MINUTE) % step
  const end = Math.min(span.end, span.part.until) + offset
  for (let wall = Math.max(span.start, span.part.from) + offset; wall < end;) {
    const midnight = Math.floor(wall / DAY) * DAY
    const dayEnd = Math.min(end, midnight + DAY)
    const steps = Math.max(0, Math.ceil((wall - midnight - shift) / step))
    for (let at = midnight + shift + steps * step; at < dayEnd; at += step) starts.push(at - offset)
    wall = dayEnd
  }
}

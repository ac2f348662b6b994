import { DAY, instant, MINUTE, type Instant } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import type { Spans } from '../time/spans.ts'
import { offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'

/** `step` and `offset` in minutes: starts lie on multiples of `step`, plus `offset`, since midnight in `gridZone`. */
export type Grid = { readonly gridZone: ZoneName; readonly step: number; readonly offset?: number }

/** S2: every instant of the grid within `spans`, ascending. */
export function gridStarts(spans: Spans, grid: Grid): Instant[] {
  const first = spans[0]
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return []
  const parts = offsetSpans(grid.gridZone, first, last)
  const starts: Instant[] = []
  let p = 0
  for (let i = 0; i < spans.length; i += 2) {
    const start = spans[i] ?? 0
    const end = spans[i + 1] ?? 0
    while ((parts[p]?.until ?? Infinity) <= start) p++
    for (let q = p; q < parts.length; q++) {
      const part = parts[q]
      if (!part || part.from >= end) break
      addStarts(starts, grid, { start, end, part })
    }
  }
  return starts
}

/** Within one offset, and within one day of it, the grid is a plain progression. */
function addStarts(starts: Instant[], grid: Grid, span: { start: number; end: number; part: OffsetSpan }): void {
  const { offset } = span.part
  const step = grid.step * MINUTE
  const shift = ((grid.offset ?? 0) * MINUTE) % step
  const end = Math.min(span.end, span.part.until) + offset
  for (let wall = Math.max(span.start, span.part.from) + offset; wall < end;) {
    const midnight = Math.floor(wall / DAY) * DAY
    const dayEnd = Math.min(end, midnight + DAY)
    const steps = Math.max(0, Math.ceil((wall - midnight - shift) / step))
    for (let at = midnight + shift + steps * step; at < dayEnd; at += step) starts.push(instant(at - offset))
    wall = dayEnd
  }
}

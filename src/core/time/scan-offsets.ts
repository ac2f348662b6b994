import type { OffsetSpan } from './zone-offset.ts'

// The shortest change there and back in the tz database lasts 4 days (Freetown 1939; Recife 2000 and Gaza 2040: 7).
const SAMPLE = 3 * 86_400_000
const SECOND = 1_000

/** Every change of `offset` over [start, end), found by looking at it every three days. All in ms. */
export function scanOffsets(offset: (at: number) => number, start: number, end: number): OffsetSpan[] {
  const spans: OffsetSpan[] = []
  let from = start
  let current = offset(start)
  for (let known = start; known < end - 1;) {
    const next = Math.min(known + SAMPLE, end - 1)
    known = offset(next) === current ? next : firstChange(offset, { known, next, current })
    const now = offset(known)
    if (now === current) continue
    spans.push({ from, until: known, offset: current })
    from = known
    current = now
  }
  return [...spans, { from, until: end, offset: current }]
}

/** The first whole second in (known, next] with another offset than `current`; bisection. */
function firstChange(offset: (at: number) => number, at: { known: number; next: number; current: number }): number {
  let low = Math.floor(at.known / SECOND)
  let high = Math.ceil(at.next / SECOND)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offset(middle * SECOND) === at.current) low = middle
    else high = middle
  }
  return Math.min(high * SECOND, at.next)
}

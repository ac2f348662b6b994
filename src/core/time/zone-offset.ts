import { IANAZone } from 'luxon'
import type { ZoneName } from '../model/wall.ts'

/** A stretch of time in which a zone keeps one offset: [from, until) in epoch ms, offset in ms east of UTC. */
export type OffsetSpan = { readonly from: number; readonly until: number; readonly offset: number }

// Buckets of 366 days counted from 1970 stand for years: their number is arithmetic, no calendar is asked.
const BUCKET = 366 * 86_400_000
// The shortest change there and back in the tz database lasts 4 days (Freetown 1939; Recife 2000 and Gaza 2040: 7).
const SAMPLE = 3 * 86_400_000
const SECOND = 1_000
const LIMIT = 8.64e15
const LAST_DAY = 86_400_000
// Names come from outside (a zone may be spelled in any case), so the caches are emptied before they grow without end.
const MOST_ZONES = 1_000
const MOST_BUCKETS = 500

type Buckets = Map<number, readonly OffsetSpan[]>
const cache = new Map<string, Buckets>()

/** Milliseconds east of UTC that `zone` keeps at the instant `at` (epoch ms). Asks the tz database once per zone and year. */
export function offsetAt(zone: ZoneName, at: number): number {
  const spans = bucketOf(zone, Math.floor(at / BUCKET))
  for (let i = spans.length - 1; i >= 0; i--) {
    const span = spans[i]
    if (span !== undefined && span.from <= at) return span.offset
  }
  throw new RangeError(`not an instant: ${at}`)
}

/** The offsets of `zone` over [from, until), in order and without gaps; neighbours differ. Epoch ms; `from` < `until`. */
export function offsetSpans(zone: ZoneName, from: number, until: number): OffsetSpan[] {
  const spans: OffsetSpan[] = []
  for (let n = Math.floor(from / BUCKET); n * BUCKET < until; n++) {
    for (const span of bucketOf(zone, n)) appendClipped(spans, span, { from, until })
  }
  return spans
}

function appendClipped(spans: OffsetSpan[], span: OffsetSpan, within: { from: number; until: number }): void {
  const from = Math.max(span.from, within.from)
  const until = Math.min(span.until, within.until)
  if (from >= until) return
  const last = spans.at(-1)
  if (last?.offset === span.offset) spans[spans.length - 1] = { from: last.from, until, offset: span.offset }
  else spans.push({ from, until, offset: span.offset })
}

function bucketOf(zone: ZoneName, n: number): readonly OffsetSpan[] {
  const buckets = bucketsOf(zone)
  const known = buckets.get(n)
  if (known) return known
  const found = scan(zone, n)
  if (buckets.size >= MOST_BUCKETS) buckets.clear()
  buckets.set(n, found)
  return found
}

function bucketsOf(zone: ZoneName): Buckets {
  const known = cache.get(zone)
  if (known) return known
  if (cache.size >= MOST_ZONES) cache.clear()
  const buckets: Buckets = new Map()
  cache.set(zone, buckets)
  return buckets
}

function scan(name: ZoneName, n: number): OffsetSpan[] {
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`unknown zone: ${name}`)
  // Luxon knows no offset on the last day of all time. Rounded to seconds: local mean time, kept till 1900 or so, has odd ones.
  const offset = (at: number): number => Math.round(zone.offset(Math.min(at, LIMIT - LAST_DAY)) * 60) * SECOND
  const start = Math.max(n * BUCKET, -LIMIT)
  const end = Math.min((n + 1) * BUCKET, LIMIT + 1)

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

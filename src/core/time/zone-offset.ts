import { IANAZone } from 'luxon'
import type { ZoneName } from '../model/wall.ts'
import { scanOffsets } from './scan-offsets.ts'

/** A stretch of time in which a zone keeps one offset: [from, until) in epoch ms, offset in ms east of UTC. */
export type OffsetSpan = { readonly from: number; readonly until: number; readonly offset: number }

// Buckets of 366 days counted from 1970 stand for years: their number is arithmetic, no calendar is asked.
const BUCKET = 366 * 86_400_000
const SECOND = 1_000
const LIMIT = 8.64e15
const LAST_DAY = 86_400_000
// Before 1700 every zone keeps its local mean time; after 2100 the last rules of a zone repeat with the calendar.
const MEAN_TIME_UNTIL = Date.UTC(1700, 0, 1)
const REPEATS_FROM = Date.UTC(2100, 0, 1)
const CYCLE = 146_097 * 86_400_000
// Names come from outside, and a zone may be spelled in any case: the spellings share what is known of it, and the caches are
// emptied before they grow without end.
const MOST_ZONES = 1_000
const MOST_BUCKETS = 500

type Buckets = Map<number, readonly OffsetSpan[]>
const asSpelled = new Map<string, Buckets>()
const inLowerCase = new Map<string, Buckets>()

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
  const found = spansOfBucket(zone, n)
  if (buckets.size >= MOST_BUCKETS) buckets.clear()
  buckets.set(n, found)
  return found
}

function bucketsOf(zone: ZoneName): Buckets {
  const known = asSpelled.get(zone)
  if (known) return known
  if (asSpelled.size >= MOST_ZONES) {
    asSpelled.clear()
    inLowerCase.clear()
  }
  const name = zone.toLowerCase()
  const buckets: Buckets = inLowerCase.get(name) ?? new Map()
  inLowerCase.set(name, buckets)
  asSpelled.set(zone, buckets)
  return buckets
}

function spansOfBucket(zone: ZoneName, n: number): readonly OffsetSpan[] {
  const from = Math.max(n * BUCKET, -LIMIT)
  const until = Math.min((n + 1) * BUCKET, LIMIT + 1)
  if (until <= MEAN_TIME_UNTIL) return [{ from, until, offset: reader(zone)(from) }]
  const cycles = Math.floor((from - REPEATS_FROM) / CYCLE) * CYCLE
  return cycles <= 0
    ? scanOffsets(reader(zone), from, until)
    : offsetSpans(zone, from - cycles, until - cycles).map(later(cycles))
}

function later(by: number): (span: OffsetSpan) => OffsetSpan {
  return ({ from, until, offset }) => ({ from: from + by, until: until + by, offset })
}

function reader(name: ZoneName): (at: number) => number {
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`unknown zone: ${name}`)
  // Luxon knows no offset on the last day of all time. Rounded to seconds: local mean time, kept till 1900 or so, has odd ones.
  return (at) => Math.round(zone.offset(Math.min(at, LIMIT - LAST_DAY)) * 60) * SECOND
}

/** Half-open [start, end) over numbers of one kind; an `Interval` of the model is one over instants. */
export type SpanOf<T extends number> = { readonly start: T; readonly end: T }

/** The same time, sorted by start, overlapping and touching spans joined. Empty spans stay unless another covers or touches them. */
export function mergeIntervals<T extends number>(spans: readonly SpanOf<T>[]): SpanOf<T>[] {
  const merged: SpanOf<T>[] = []
  for (const span of sortedByStart(spans)) {
    const last = merged.at(-1)
    if (!last || span.start > last.end) merged.push(span)
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
  }
  return merged
}

/** What of `spans` lies in none of `removed`. Both merged; O(n + m). */
export function subtractIntervals<T extends number>(
  spans: readonly SpanOf<T>[],
  removed: readonly SpanOf<T>[],
): SpanOf<T>[] {
  const left: SpanOf<T>[] = []
  let first = 0
  for (const span of spans) {
    while (first < removed.length && endOf(removed, first) <= span.start) first++
    let start = span.start
    for (const hole of startingBefore(removed, first, span.end)) {
      if (hole.start > start) left.push({ start, end: hole.start })
      if (hole.end > start) start = hole.end
    }
    if (start < span.end) left.push({ start, end: span.end })
  }
  return left
}

/** What lies in both. Both merged; O(n + m). */
export function intersectIntervals<T extends number>(a: readonly SpanOf<T>[], b: readonly SpanOf<T>[]): SpanOf<T>[] {
  const both: SpanOf<T>[] = []
  let first = 0
  for (const span of a) {
    while (first < b.length && endOf(b, first) <= span.start) first++
    for (const other of startingBefore(b, first, span.end)) {
      const start = other.start > span.start ? other.start : span.start
      const end = other.end < span.end ? other.end : span.end
      if (start < end) both.push({ start, end })
    }
  }
  return both
}

/** Every interval of `busy` that touches `span`, clipped to it. `busy` merged; O(log n + k). */
export function busyWithin<T extends number>(busy: readonly SpanOf<T>[], span: SpanOf<T>): SpanOf<T>[] {
  let low = 0
  let high = busy.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (endOf(busy, middle) <= span.start) low = middle + 1
    else high = middle
  }
  return [...startingBefore(busy, low, span.end)].map((time) => ({
    start: time.start > span.start ? time.start : span.start,
    end: time.end < span.end ? time.end : span.end,
  }))
}

/** Copies only when the order is wrong: most callers hand over what a database has sorted. */
function sortedByStart<T extends number>(spans: readonly SpanOf<T>[]): readonly SpanOf<T>[] {
  const inOrder = spans.every((span, i) => i === 0 || (spans[i - 1]?.start ?? span.start) <= span.start)
  return inOrder ? spans : spans.toSorted((a, b) => a.start - b.start)
}

function* startingBefore<T extends number>(spans: readonly SpanOf<T>[], from: number, end: T): Generator<SpanOf<T>> {
  for (let i = from; i < spans.length; i++) {
    const span = spans[i]
    if (span === undefined || span.start >= end) return
    yield span
  }
}

function endOf<T extends number>(spans: readonly SpanOf<T>[], i: number): number {
  return spans[i]?.end ?? Infinity
}

import { sortedPairs } from './sorted-pairs.ts'

/**
 * Half-open spans of time as flat numbers, `[start, end, start, end, …]`: epoch milliseconds, sorted by start, merged (none
 * overlaps or touches its neighbour). One of no length stands for a moment. Flat, since a month of slots passes through a
 * dozen of these lists. Make them by `push`: `map`, `flat` and `new Array` give lists that may have holes, and V8 puts each
 * number that it reads from such a list on the heap.
 */
export type Spans = readonly number[]

/** The same time as that of `pairs`, which may come in any order and overlap. A pair that ends before it starts is nothing. */
export function mergeSpans(pairs: readonly number[]): Spans {
  if (areMerged(pairs)) return pairs
  const sorted = sortedPairs(pairs)
  const merged: number[] = []
  for (let i = 0; i < sorted.length; i += 2) appendSpan(merged, sorted[i] ?? 0, sorted[i + 1] ?? 0)
  return merged
}

/** One that starts no earlier than those before it: joined to the last where it overlaps or touches it. */
export function appendSpan(spans: number[], start: number, end: number): void {
  const last = spans.length - 1
  if (last < 0 || start > (spans[last] ?? 0)) spans.push(start, end)
  else if (end > (spans[last] ?? 0)) spans[last] = end
}

/** As `mergeSpans`, of intervals. */
export function spansOf(intervals: readonly { readonly start: number; readonly end: number }[]): Spans {
  const pairs: number[] = []
  for (const { start, end } of intervals) pairs.push(start, end)
  return mergeSpans(pairs)
}

/** What of `spans` lies in none of `removed`. Moments take nothing away and are not left over. O(n + m). */
export function subtractSpans(spans: Spans, removed: Spans): Spans {
  return removed.length === 0 ? spans : subtractWidened(spans, removed, { back: 0, forth: 0 })
}

/** As `subtractSpans`, each of `removed` first made longer at both ends (ms); then they may overlap. */
export function subtractWidened(spans: Spans, removed: Spans, by: { back: number; forth: number }): Spans {
  const left: number[] = []
  const { back, forth } = by
  let r = firstEndingAfter(removed, (spans[0] ?? 0) - forth)
  for (let i = 0; i < spans.length; i += 2) {
    let start = spans[i] ?? 0
    const end = spans[i + 1] ?? 0
    while (r < removed.length && (removed[r + 1] ?? 0) + forth <= start) r += 2
    for (; r < removed.length; r += 2) {
      const from = (removed[r] ?? 0) - back
      if (from >= end) break
      const until = (removed[r + 1] ?? 0) + forth
      if (from >= until) continue
      if (from > start) left.push(start, from)
      start = until
      if (until >= end) break
    }
    if (start < end) left.push(start, end)
  }
  return left
}

/** What lies in both, moments left out. O(n + m). */
export function intersectSpans(a: Spans, b: Spans): Spans {
  const both: number[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const end = Math.min(a[i + 1] ?? 0, b[j + 1] ?? 0)
    const start = Math.max(a[i] ?? 0, b[j] ?? 0)
    if (start < end) both.push(start, end)
    if ((a[i + 1] ?? 0) === end) i += 2
    if ((b[j + 1] ?? 0) === end) j += 2
  }
  return both
}

/** What lies in any of them. */
export function uniteSpans(lists: readonly Spans[]): Spans {
  if (lists.length < 2) return lists[0] ?? []
  const half = lists.length >> 1
  return uniteTwo(uniteSpans(lists.slice(0, half)), uniteSpans(lists.slice(half)))
}

/** The spans that overlap [start, end), whole; moments count if they lie in it. O(log n + found). */
export function spansWithin(spans: Spans, start: number, end: number): Spans {
  let from = firstEndingAfter(spans, start)
  if (from > 0 && spans[from - 1] === start && spans[from - 2] === start) from -= 2
  let until = from
  while (until < spans.length && (spans[until] ?? 0) < end) until += 2
  return from === 0 && until === spans.length ? spans : spans.slice(from, until)
}

/** The index of the first span that ends after `at`; binary search. */
export function firstEndingAfter(spans: Spans, at: number): number {
  let low = 0
  let high = spans.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[2 * middle + 1] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return 2 * low
}

function uniteTwo(a: Spans, b: Spans): Spans {
  const united: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if ((a[i] ?? 0) <= (b[j] ?? 0)) {
      appendSpan(united, a[i] ?? 0, a[i + 1] ?? 0)
      i += 2
    } else {
      appendSpan(united, b[j] ?? 0, b[j + 1] ?? 0)
      j += 2
    }
  }
  for (; i < a.length; i += 2) appendSpan(united, a[i] ?? 0, a[i + 1] ?? 0)
  for (; j < b.length; j += 2) appendSpan(united, b[j] ?? 0, b[j + 1] ?? 0)
  return united
}

function areMerged(pairs: readonly number[]): boolean {
  let end = -Infinity
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] ?? 0
    if (start <= end) return false
    end = pairs[i + 1] ?? 0
    if (end < start) return false
  }
  return true
}

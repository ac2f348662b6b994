import { instant, type Interval } from '../model/instant.ts'
import { appendSpan, type Spans } from '../time/spans.ts'

/** Something that takes time. One key may have several. */
export type BusyEntry = Interval & { readonly key: string }

/** Busy times of like length, sorted by start. */
export type LengthClass = {
  insert(entry: BusyEntry): void
  /** One that is in it. */
  remove(entry: BusyEntry): void
  within(start: number, end: number): Spans
  entries(start: number, end: number): BusyEntry[]
}

/** `longest` (ms): every time in it is shorter, so that what touches a range starts in it or at most so long before it. */
export function createLengthClass(longest: number): LengthClass {
  // Apart, and not as objects: a hundred thousand of them are moved along at once, and read without being followed.
  const starts: number[] = []
  const ends: number[] = []
  const keys: string[] = []

  const visit = (start: number, end: number, take: (i: number) => void): void => {
    for (let i = firstFrom(starts, start - longest); i < starts.length; i++) {
      const from = starts[i] ?? 0
      if (from >= end) return
      if (from >= start || (ends[i] ?? 0) > start) take(i)
    }
  }
  return {
    insert({ key, start, end }) {
      const i = firstFrom(starts, start + 1)
      starts.splice(i, 0, start)
      ends.splice(i, 0, end)
      keys.splice(i, 0, key)
    },
    remove({ key, start, end }) {
      let i = firstFrom(starts, start)
      while (i < keys.length && (ends[i] !== end || keys[i] !== key)) i++
      starts.splice(i, 1)
      ends.splice(i, 1)
      keys.splice(i, 1)
    },
    within(start, end) {
      const spans: number[] = []
      visit(start, end, (i) => appendSpan(spans, starts[i] ?? 0, ends[i] ?? 0))
      return spans
    },
    entries(start, end) {
      const found: BusyEntry[] = []
      visit(start, end, (i) => {
        found.push({ key: keys[i] ?? '', start: instant(starts[i] ?? 0), end: instant(ends[i] ?? 0) })
      })
      return found
    },
  }
}

/** The index of the first that is at least `at`; binary search. */
function firstFrom(sorted: readonly number[], at: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

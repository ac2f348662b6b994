import { MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { uniteSpans, type Spans } from '../time/spans.ts'
import { createLengthClass, type BusyEntry, type LengthClass } from './length-class.ts'

/** Busy times that change one by one. A question costs what it finds and what lies near it, however long the history is. */
export type BusyIndex = {
  /** In place of whatever the key had; none removes it. One that ends before it starts is nothing. */
  put(key: string, times: readonly Interval[]): void
  remove(key: string): void
  /** All that touch [start, end), merged, not clipped; moments count if they lie in it. */
  within(start: Instant, end: Instant): Spans
  /** The same one by one, by start. */
  entries(start: Instant, end: Instant): BusyEntry[]
  /** How many times it holds. */
  readonly size: number
}

/** Times of like length lie together, so that one long absence does not make every question look back over months. */
export function createBusyIndex(initial: readonly BusyEntry[] = []): BusyIndex {
  const classes = new Map<number, LengthClass>()
  const byKey = new Map<string, Interval[]>()
  let size = 0

  const classOf = (time: Interval): LengthClass => {
    const number = classNumber(time)
    const known = classes.get(number)
    if (known) return known
    const made = createLengthClass(number === LAST_CLASS ? Infinity : MINUTE * 2 ** number)
    classes.set(number, made)
    return made
  }
  const add = (key: string, { start, end }: Interval): void => {
    if (end < start) return
    const own = byKey.get(key)
    if (own) own.push({ start, end })
    else byKey.set(key, [{ start, end }])
    classOf({ start, end }).insert({ key, start, end })
    size++
  }
  const remove = (key: string): void => {
    for (const { start, end } of byKey.get(key) ?? []) {
      classOf({ start, end }).remove({ key, start, end })
      size--
    }
    byKey.delete(key)
  }

  // In order each goes to the end of its class.
  for (const entry of initial.toSorted(byStart)) add(entry.key, entry)
  return {
    put(key, times) {
      remove(key)
      for (const time of times) add(key, time)
    },
    remove,
    within: (start, end) => uniteSpans([...classes.values()].map((one) => one.within(start, end))),
    entries: (start, end) => [...classes.values()].flatMap((one) => one.entries(start, end)).toSorted(byStart),
    get size() {
      return size
    },
  }
}

const LAST_CLASS = 32

/** Class n holds lengths of less than 2^n minutes and at least half of that; the last one whatever is longer. */
function classNumber({ start, end }: Interval): number {
  return LAST_CLASS - Math.clz32(Math.min((end - start) / MINUTE, 2 ** LAST_CLASS - 1))
}

function byStart(a: BusyEntry, b: BusyEntry): number {
  return a.start - b.start
}

import { HOUR, MINUTE } from '../model/instant.ts'
import type { ClockRange } from '../model/schedule.ts'
import type { ClockTime } from '../model/wall.ts'
import { mergeSpans, type Spans } from '../time/spans.ts'

const ZERO = 48

/** The ranges of a date in ms of wall time since its midnight, as spans. S4: an inverted or empty one is nothing. */
export function dayRanges(ranges: readonly ClockRange[]): Spans {
  const pairs: number[] = []
  for (const range of ranges) {
    const start = sinceMidnight(range.start)
    const end = sinceMidnight(range.end)
    if (start < end) pairs.push(start, end)
  }
  return pairs.length <= 2 ? pairs : mergeSpans(pairs)
}

/** `HH:mm`, digit by digit: it is read thousands of times for a page of slots. */
function sinceMidnight(time: ClockTime): number {
  return (digit(time, 0) * 10 + digit(time, 1)) * HOUR + (digit(time, 3) * 10 + digit(time, 4)) * MINUTE
}

function digit(time: ClockTime, i: number): number {
  return time.charCodeAt(i) - ZERO
}

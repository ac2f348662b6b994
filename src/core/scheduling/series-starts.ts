import { DAY, HOUR, instant, type Instant } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { checkRule, expandSeries } from '../time/recurrence.ts'
import { instantOfReading, wallAsUtc, wallOf } from '../time/wall-clock.ts'

/** `rule` as of `BookedSeries`; `zone` is the one whose wall it is kept by. */
export type WishedSeries = {
  readonly rule: string
  readonly start: Instant
  readonly zone: ZoneName
  readonly count: number
}

// No horizon in days reaches further; a rule may yield little or nothing.
const FARTHEST = 3_660 * DAY
const FIRST_LOOK = HOUR
const GROWTH = 4

/**
 * The first `count` starts of a rule, ascending: the wish itself, then what the rule yields after it, at the same reading of the
 * wall, whatever the clocks do (T1). Fewer where it yields fewer within ten years; what is no rule repeats nothing.
 */
export function seriesStarts({ rule, start, zone, count }: WishedSeries): Instant[] {
  const wall = wallOf(start, zone)
  const starts = [start]
  if (!checkRule(rule).ok) return starts
  const series = { start: wall, allDay: false, length: 0, rules: [rule], rdates: [], exdates: [] }
  const reading = wallAsUtc(wall)
  let from = 0
  for (let until = FIRST_LOOK; from < FARTHEST && starts.length < count; until = Math.min(until * GROWTH, FARTHEST)) {
    for (const { starts: next } of expandSeries(series, { from: reading + from, until: reading + until })) {
      const at = instantOfReading(next, zone)
      // Where a reading comes twice, the wish may be the second; two readings of a gap may be one instant.
      if (at > (starts.at(-1) ?? start)) starts.push(at)
    }
    from = until
  }
  return starts.slice(0, count).map((at) => instant(at))
}

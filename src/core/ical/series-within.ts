import type { Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { expandSeries } from '../time/recurrence.ts'
import { parseRule, type Rule } from '../time/rule.ts'
import { utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { writeRule } from '../time/write-rule.ts'
import { onBasis } from './series-basis.ts'

/** Originals in [from, until), moved by `shift`: wall readings in ms as if UTC. Absent: without bound. */
export type Stretch = { readonly from: number | undefined; readonly until: number | undefined; readonly shift: number }

const SECOND = 1_000
const DAY = 86_400_000
/** A stretch that moves to other dates is kept as its single times, for this long and this many. */
const LONGEST = 3_653 * DAY
const MOST = 1_000

/** The part of a series that lies in `stretch`, as a series of its own. RangeError where it cannot be expanded. */
export function seriesWithin(series: Series, stretch: Stretch): Series {
  if (stretch.from === undefined && stretch.until === undefined) return series
  const dates = (walls: readonly WallTime[]) =>
    walls.filter((wall) => isWithin(wall, stretch)).map((wall) => moved(wall, stretch))
  const rules = series.rules.map((text) => ruleWithin(text, series, stretch))
  if (rules.includes(undefined)) return singleTimes(series, stretch)
  const start = stretch.from === undefined ? series.start : utcAsWall(stretch.from + stretch.shift)
  return {
    ...series,
    start,
    rules: rules.flatMap((rule) => rule ?? []),
    rdates: dates(series.rdates),
    exdates: dates(series.exdates),
  }
}

function isWithin(wall: WallTime, { from, until }: Stretch): boolean {
  const reading = wallAsUtc(wall)
  return reading >= (from ?? -Infinity) && reading < (until ?? Infinity)
}

function moved(wall: WallTime, { shift }: Stretch): WallTime {
  return utcAsWall(wallAsUtc(wall) + shift)
}

/** Undefined: the moved occurrences follow no rule that we could name. */
function ruleWithin(text: string, series: Series, stretch: Stretch): string | undefined {
  const read = parseRule(text)
  if (!read.ok) throw new RangeError('invalid-rule')
  const rule = read.value
  const own = stretch.shift === 0 ? rule : movedRule(rule, stretch)
  if (!own) return undefined
  const ends = [rule.until, stretch.until === undefined ? undefined : stretch.until - SECOND].flatMap((at) => at ?? [])
  const until = ends.length > 0 ? Math.min(...ends) + stretch.shift : undefined
  const count =
    stretch.until === undefined ? remaining(text, series, { count: rule.count, from: stretch.from }) : undefined
  return writeRule({ ...own, until, count })
}

// A rule that lists times of day would put the occurrences back to them.
function movedRule(rule: Rule, { from = 0, shift }: Stretch): Rule | undefined {
  const sameDate = Math.floor(from / DAY) === Math.floor((from + shift) / DAY)
  const times = Math.max(rule.hours.length, rule.minutes.length, rule.seconds.length)
  const sparse = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule.freq)
  return sameDate && sparse && times <= 1 ? { ...rule, hours: [], minutes: [], seconds: [] } : undefined
}

function remaining(
  text: string,
  series: Series,
  { count, from }: { count: number | undefined; from: number | undefined },
): number | undefined {
  if (count === undefined || from === undefined) return count
  const rule = { ...series, rules: [text], rdates: [], exdates: [] }
  const span = { from: onBasis(series, series.start), until: onBasis(series, utcAsWall(from)) }
  const before = expandSeries(rule, span).filter((one) => wallAsUtc(one.original) < from)
  return Math.max(1, count - before.length)
}

function singleTimes(series: Series, stretch: Stretch): Series {
  const from = stretch.from ?? wallAsUtc(series.start)
  const until = Math.min(stretch.until ?? Infinity, from + LONGEST)
  const span = { from: onBasis(series, utcAsWall(from)), until: onBasis(series, utcAsWall(until)) }
  const originals = expandSeries(series, span)
    .filter((one) => isWithin(one.original, stretch))
    .slice(0, MOST)
  const [start = utcAsWall(from + stretch.shift), ...rdates] = originals.map((one) => moved(one.original, stretch))
  return { ...series, start, rules: [], rdates, exdates: [] }
}

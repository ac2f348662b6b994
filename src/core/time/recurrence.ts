import type { Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { ok, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { instantsOfReadings } from './instants-of-readings.ts'
import { parseRule, type Rule } from './rule.ts'
import { ruleStarts, type StartsQuery } from './rule-starts.ts'
import { utcAsWall, wallAsUtc } from './wall-clock.ts'
import { writeRule } from './write-rule.ts'

/**
 * One occurrence. `basis` says what `starts` and `ends` count: `instant` = epoch ms, `wall` = ms of the wall reading as if it
 * were UTC (all-day and floating series).
 */
export type SeriesOccurrence = {
  readonly original: WallTime
  readonly basis: 'instant' | 'wall'
  readonly starts: number
  readonly ends: number
}

/** Half-open, on the basis of the series. */
export type Span = { readonly from: number; readonly until: number }

const DEFAULT_LIMIT = 20_000
// No zone is further than this from UTC, so that a wall window widened by it misses no instant.
const FARTHEST_OFFSET = 26 * 3_600_000

/**
 * The rule in our one way of writing it, or why it cannot be one (`detail`). What passes can always be expanded in bounded
 * steps. UNTIL is a wall time of the series' zone (`20261231T235959`); a date alone is its midnight (RFC 5545 3.3.10).
 */
export function checkRule(rule: string): Result<string, 'invalid-rule'> {
  const read = parseRule(rule)
  return read.ok ? ok(writeRule(read.value)) : read
}

/**
 * Every occurrence of `series` that touches `span`, in order of time. The start belongs to it where a rule yields it or there
 * is no rule (RFC 5545 3.8.5.3 leaves the other case open); RDATEs add, EXDATEs take away, excluded ones count for COUNT.
 * A date that does not exist is skipped, a wall time in a gap follows T1.
 * RangeError('invalid-rule') for a rule that `checkRule` refuses; RangeError('too-many-occurrences') for more than `limit`
 * occurrences in the span (or a day next to it) or for a search beyond all bounds. It never hangs.
 */
export function expandSeries(series: Series, span: Span, limit: number = DEFAULT_LIMIT): SeriesOccurrence[] {
  const zone = series.allDay ? undefined : series.zone
  const slack = zone === undefined ? 0 : FARTHEST_OFFSET
  const window = { from: span.from - series.length - slack, until: span.until + slack }
  const basis = zone === undefined ? 'wall' : 'instant'

  const readings = wallStarts(series, window, limit)
  const startsOf = zone === undefined ? readings : instantsOfReadings(readings, zone)
  const found: SeriesOccurrence[] = []
  for (const [n, starts] of startsOf.entries()) {
    const ends = starts + series.length
    const touches = starts < span.until && (ends > span.from || starts >= span.from)
    if (touches) found.push({ original: utcAsWall(readings[n] ?? starts), basis, starts, ends })
  }
  // A gap can turn the order of the readings.
  return found.sort((a, b) => a.starts - b.starts)
}

/** The starts of the series within the window as wall readings, each once, in order. */
function wallStarts(series: Series, window: Span, limit: number): number[] {
  const start = wallAsUtc(series.start)
  const ruled = series.rules.map((text) => startsOf(text, series.allDay, { start, ...window, limit }))
  const [only, ...others] = ruled
  const plain = others.length + series.rdates.length + series.exdates.length === 0
  return only !== undefined && plain ? only : combined(series, { window, limit, start, ruled: ruled.flat() })
}

type Parts = {
  readonly window: Span
  readonly limit: number
  readonly start: number
  readonly ruled: readonly number[]
}

function combined(series: Series, { window, limit, start, ruled }: Parts): number[] {
  const excluded = new Set(series.exdates.map(wallAsUtc))
  const single = series.rules.length === 0 ? [start] : []
  const listed = [...single, ...series.rdates.map(wallAsUtc)].filter((at) => at >= window.from && at < window.until)
  const found = [...new Set([...listed, ...ruled])].filter((at) => !excluded.has(at))
  if (found.length > limit) throw new RangeError('too-many-occurrences')
  return found.toSorted((a, b) => a - b)
}

function startsOf(text: string, allDay: boolean, query: Omit<StartsQuery, 'rule'>): number[] {
  const rule = knownRule(text)
  if (!allDay) return ruleStarts({ ...query, rule })
  // RFC 5545 3.3.10: parts that name a time of day are ignored where the start is a date.
  const ofDates: Rule = { ...rule, hours: [], minutes: [], seconds: [] }
  return ruleStarts({ ...query, rule: ofDates }).filter((at) => at % DAY === 0)
}

// A series is expanded again and again, and few texts of rules make up most of them. Emptied before it grows without end.
const MOST_RULES = 1_000
const rules = new Map<string, Rule>()

function knownRule(text: string): Rule {
  const known = rules.get(text)
  if (known) return known
  const read = parseRule(text)
  if (!read.ok) throw new RangeError('invalid-rule', { cause: read.details })
  if (rules.size >= MOST_RULES) rules.clear()
  rules.set(text, read.value)
  return read.value
}

import { coarseStarts } from './coarse-starts.ts'
import type { Rule } from './rule.ts'
import { subDailyStarts } from './sub-daily-starts.ts'

/** All times are wall readings in ms as if they were UTC. */
export type StartsQuery = {
  readonly rule: Rule
  /** DTSTART: sets what the rule leaves open, and the phase of INTERVAL. */
  readonly start: number
  readonly from: number
  /** Exclusive. */
  readonly until: number
  readonly limit: number
}

const LAST_YEAR_END = Date.parse('9999-12-31T23:59:59Z') + 1_000

/**
 * The starts of one rule within [from, until), ascending, none before `start`. COUNT counts from `start`.
 * RangeError('too-many-occurrences') for more than `limit` of them or for a search beyond all bounds.
 */
export function ruleStarts(query: StartsQuery): number[] {
  const rule = withoutLeapSeconds(query.rule)
  if (rule === undefined) return []
  const from = Math.max(query.from, query.start)
  const until = Math.min(query.until, LAST_YEAR_END, (rule.until ?? Infinity) + 1)
  if (from >= until) return []
  const bounded = { ...query, rule, from, until }
  switch (rule.freq) {
    case 'YEARLY':
    case 'MONTHLY':
    case 'WEEKLY':
    case 'DAILY':
      return coarseStarts(bounded)
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      return subDailyStarts(bounded)
  }
}

// RFC 5545 3.3.10 allows 60 in BYSECOND, and has us ignore starts at a local time that does not exist: our clocks have no such
// second. Without any other second left there is no start at all.
function withoutLeapSeconds(rule: Rule): Rule | undefined {
  if (!rule.seconds.includes(60)) return rule
  const seconds = rule.seconds.filter((second) => second < 60)
  return seconds.length === 0 ? undefined : { ...rule, seconds }
}

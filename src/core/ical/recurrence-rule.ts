import { refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { checkRule } from '../time/recurrence.ts'
import { wallAsUtc } from '../time/wall-clock.ts'
import { readTimeValue, type TimeValue } from './time-value.ts'

export type RuleContext = {
  readonly start: WallTime
  readonly allDay: boolean
  /** The reading of the series' clock at `at` (epoch ms); a floating series reads UTC as if it were its own. */
  wallOf(at: number): WallTime
}

/**
 * The value of an RRULE line as the model has it: UNTIL as a wall time of the series, the rest as core/time writes it.
 * A DATE in UNTIL of a timed series is the midnight at which that date begins.
 */
export function readRecurrenceRule(text: string, context: RuleContext): Result<string, 'invalid-rule'> {
  const rule = meaningfulParts(text)
  const [, value] = /UNTIL=([^;]*)/i.exec(rule) ?? []
  if (value === undefined) return checkRule(rule)
  const until = untilWall(value.trim(), context)
  if (until === undefined) return refuse('invalid-rule', { detail: `UNTIL ${value.slice(0, 20)} is no time` })
  return checkRule(rule.replace(/UNTIL=[^;]*/i, `UNTIL=${compact(until)}`))
}

// `RRULE:AnythingRandom;FREQ=WEEKLY;BYDAY=` is written by some programs and understood by all others.
function meaningfulParts(text: string): string {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => /^[\w-]+=./.test(part))
    .join(';')
}

function untilWall(text: string, context: RuleContext): WallTime | string | undefined {
  const [, date, clock, utc] = /^(\d{8})(?:T(\d{6})(Z)?)?$/i.exec(text) ?? []
  if (date === undefined) return undefined
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  const time = (clock ?? '000000').replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')
  const value = readTimeValue(`${day}T${time}${utc ?? ''}`)
  if (!value || value.kind === 'date') return undefined
  if (context.allDay) return lastDay(value, day, context.start)
  return value.kind === 'utc' ? context.wallOf(wallAsUtc(value.wall)) : value.wall
}

// Outlook ends an all-day series at its own midnight, told in UTC: that may stand on the day before the series begins.
function lastDay(value: Exclude<TimeValue, { kind: 'date' }>, day: string, start: WallTime): string {
  const before = wallAsUtc(start) - wallAsUtc(value.wall)
  return value.kind === 'utc' && before > 0 && before < 86_400_000 ? start : `${day}T00:00:00`
}

function compact(wall: string): string {
  return wall.replaceAll(/[-:]/g, '')
}

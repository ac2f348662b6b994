import { DAY } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { checkRule } from '../time/recurrence.ts'
import { parseRule, type Rule } from '../time/rule.ts'
import { wallAsUtc } from '../time/wall-clock.ts'
import { writeRule } from '../time/write-rule.ts'

/** The start of a series before and after it is moved. */
export type SeriesMove = { readonly from: WallTime; readonly to: WallTime }

/**
 * The rule that yields what `text` yielded, all moved as the start is. Weekdays move along, and so does the one day of the
 * month or year that is the start's own; UNTIL too. `invalid-rule` where nobody could say what was meant: the second
 * Tuesday of every month, moved to a Wednesday.
 */
export function shiftRule(text: string, move: SeriesMove): Result<string, 'invalid-rule'> {
  const read = parseRule(text)
  const shift = wallAsUtc(move.to) - wallAsUtc(move.from)
  if (!read.ok || shift === 0) return read.ok ? ok(text) : read

  const namesClockTimes = [read.value.hours, read.value.minutes, read.value.seconds].some((list) => list.length > 0)
  const rule = namesClockTimes && shift % DAY !== 0 ? undefined : onNewDays(read.value, move)
  if (rule === undefined) return refuse('invalid-rule', { rule: text })
  return checkRule(writeRule({ ...rule, until: rule.until === undefined ? undefined : rule.until + shift }))
}

function onNewDays(rule: Rule, move: SeriesMove): Rule | undefined {
  const days = Math.floor(wallAsUtc(move.to) / DAY) - Math.floor(wallAsUtc(move.from) / DAY)
  if (days === 0) return rule
  if (rule.positions.length + rule.yearDays.length + rule.weekNumbers.length > 0) return undefined
  return rule.freq === 'MONTHLY' || rule.freq === 'YEARLY' ? onNewDate(rule, move) : onNewWeekdays(rule, days)
}

function onNewWeekdays(rule: Rule, days: number): Rule | undefined {
  if (rule.monthDays.length + rule.months.length > 0) return undefined
  const turned = (weekday: number): number => (((weekday + days) % 7) + 7) % 7
  return {
    ...rule,
    days: rule.days
      .map(({ weekday, nth }) => ({ weekday: turned(weekday), nth }))
      .sort((a, b) => a.weekday - b.weekday),
    // Every other week: Sunday and Monday must stay in the week they shared, or not.
    weekStart: rule.interval > 1 && rule.days.length > 1 ? turned(rule.weekStart) : rule.weekStart,
  }
}

function onNewDate(rule: Rule, { from, to }: SeriesMove): Rule | undefined {
  if (rule.days.length > 0) return undefined
  const monthDays = renamed(rule.monthDays, dayOf(from), dayOf(to))
  const months = renamed(rule.months, monthOf(from), monthOf(to))
  return monthDays === undefined || months === undefined ? undefined : { ...rule, monthDays, months }
}

function renamed(list: readonly number[], from: number, to: number): readonly number[] | undefined {
  if (list.length === 0 || from === to) return list
  return list.length === 1 && list[0] === from ? [to] : undefined
}

function dayOf(wall: WallTime): number {
  return Number(wall.slice(8, 10))
}

function monthOf(wall: WallTime): number {
  return Number(wall.slice(5, 7))
}

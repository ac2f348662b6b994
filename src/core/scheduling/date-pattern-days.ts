import type { Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import type { DatePattern } from '../model/schedule.ts'
import type { WallDate, Weekday } from '../model/wall.ts'
import { expandSeries } from '../time/recurrence.ts'
import { parseRule } from '../time/rule.ts'
import { utcAsWall } from '../time/wall-clock.ts'
import { dayOf, daysBetween, weekdayOfDay, type Days } from './days.ts'

/** The days of `within` on which the pattern holds, each once, ascending. */
export function datePatternDays(pattern: DatePattern, within: Days): number[] {
  switch (pattern.kind) {
    case 'weekly':
      return weeklyDays(pattern.days, within)
    case 'recurring':
      return recurringDays(pattern, within)
    case 'span':
      return daysBetween(pattern.from, pattern.until, within)
    case 'list':
      return listedDays(pattern.dates, within)
  }
}

function weeklyDays(weekdays: readonly Weekday[], { first, last }: Days): number[] {
  const days: number[] = []
  for (let day = first; day <= last; day++) if (weekdays.includes(weekdayOfDay(day))) days.push(day)
  return days
}

function listedDays(dates: readonly WallDate[], { first, last }: Days): number[] {
  const days = dates.map(dayOf).filter((day) => first <= day && day <= last)
  return [...new Set(days)].toSorted((a, b) => a - b)
}

/**
 * A rule that cannot be expanded has no days: saving checks it (C16), but a peer may have written anything, and one broken
 * rule must not take the answer from whoever asks. Nor has one of hours, minutes or seconds, in however short a window.
 */
function recurringDays({ rule, first }: DatePattern & { kind: 'recurring' }, within: Days): number[] {
  const from = Math.max(dayOf(first), within.first)
  if (from > within.last || !isOfDays(rule)) return []
  try {
    const span = { from: from * DAY, until: (within.last + 1) * DAY }
    return expandSeries(wholeDays(rule, first), span, within.last - from + 3).map(({ starts }) => starts / DAY)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

function isOfDays(rule: string): boolean {
  const read = parseRule(rule)
  return read.ok && ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(read.value.freq)
}

function wholeDays(rule: string, first: WallDate): Series {
  const start = utcAsWall(dayOf(first) * DAY)
  return { start, allDay: true, length: DAY, rules: [rule], rdates: [], exdates: [] }
}

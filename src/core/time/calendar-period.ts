import type { Limit } from '../model/event-type.ts'
import { DAY, type Instant, type Interval } from '../model/instant.ts'
import type { Weekday, ZoneName } from '../model/wall.ts'
import { firstInstantFrom } from './wall-clock.ts'
import { offsetAt } from './zone-offset.ts'

/** Days, weeks, months or years of a zone's calendar. */
export type Calendar = { readonly per: Limit['per']; readonly zone: ZoneName; readonly weekStart: Weekday }

// 1970-01-01 was a Thursday.
const FIRST_WEEKDAY = 4

/**
 * The period in which `at` lies, from its first date's first instant to that of the next period: periods follow each other without
 * gaps, whatever the clocks do.
 */
export function periodAt(at: Instant, calendar: Calendar): Interval {
  const day = Math.floor((at + offsetAt(calendar.zone, at)) / DAY)
  const number = numberOf(day, calendar)
  const period = numbered(number, calendar)
  // Where clocks go back over midnight, minutes of a date come after the next one has begun.
  return at < period.end ? period : numbered(number + 1, calendar)
}

/** The periods that touch `within`, in order. */
export function periodsWithin(within: Interval, calendar: Calendar): Interval[] {
  const periods: Interval[] = []
  for (let at = within.start; at < within.end;) {
    const period = periodAt(at, calendar)
    periods.push(period)
    at = period.end
  }
  return periods
}

function numbered(number: number, { per, zone, weekStart }: Calendar): Interval {
  const starts = (n: number): Instant => firstInstantFrom(firstDay(n, per, weekStart) * DAY, zone)
  return { start: starts(number), end: starts(number + 1) }
}

/** Which period of its kind a day is in; days are counted from 1970-01-01. */
function numberOf(day: number, { per, weekStart }: Calendar): number {
  switch (per) {
    case 'day':
      return day
    case 'week':
      return Math.floor((day + FIRST_WEEKDAY - weekStart) / 7)
    case 'month': {
      const date = new Date(day * DAY)
      return date.getUTCFullYear() * 12 + date.getUTCMonth()
    }
    case 'year':
      return new Date(day * DAY).getUTCFullYear()
  }
}

function firstDay(number: number, per: Calendar['per'], weekStart: Weekday): number {
  switch (per) {
    case 'day':
      return number
    case 'week':
      return number * 7 - FIRST_WEEKDAY + weekStart
    case 'month':
      return Date.UTC(Math.floor(number / 12), number % 12) / DAY
    case 'year':
      return Date.UTC(number, 0) / DAY
  }
}

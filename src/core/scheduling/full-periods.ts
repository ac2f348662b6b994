import type { Limit } from '../model/event-type.ts'
import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { type Calendar, periodAt, periodsWithin } from '../time/calendar-period.ts'

/** What limits count, and where: dates and weeks are those of `zone`, `duration` in minutes is the next booking's. */
export type LimitQuery = Pick<Calendar, 'zone' | 'weekStart'> & {
  readonly bookings: readonly Interval[]
  readonly duration: number
  readonly within: Interval
}

export type FullPeriod = { readonly limit: Limit; readonly period: Interval }

/**
 * S9: the periods that touch `within` in which nothing more may be booked. A booking counts, whole, in the period in which it
 * starts; whether a limit is of a host, a type or a booker is decided by what `bookings` the caller hands over.
 */
export function fullPeriods(limits: readonly Limit[], query: LimitQuery): FullPeriod[] {
  return limits.flatMap((limit) => fullOf(limit, query).map((period) => ({ limit, period })))
}

function fullOf(limit: Limit, query: LimitQuery): Interval[] {
  const { within, duration } = query
  if (within.start >= within.end) return []
  const calendar = { per: limit.per, zone: query.zone, weekStart: query.weekStart }
  // A booking that alone takes more than there may be finds every period full.
  if (limit.measure === 'minutes' && duration > limit.most) return periodsWithin(within, calendar)
  return usedPeriods(query, calendar)
    .filter((used) => isFull(used, limit, duration))
    .map(({ start, end }) => ({ start, end }))
}

type Used = { readonly start: Instant; readonly end: Instant; count: number; time: number }

/** The periods that touch what is asked for and have bookings, in order. */
function usedPeriods({ bookings, within }: LimitQuery, calendar: Calendar): Used[] {
  const from = periodAt(within.start, calendar).start
  const until = periodAt(instant(within.end - 1), calendar).end
  const periods = new Map<number, Used>()
  let current: Used | undefined
  for (const { start, end } of bookings) {
    if (start < from || start >= until) continue
    // Mostly they come in order, and the calendar is asked once a period.
    if (!current || start < current.start || start >= current.end) current = usedAt(periods, start, calendar)
    current.count++
    current.time += end - start
  }
  return [...periods.values()].toSorted((a, b) => a.start - b.start)
}

function usedAt(periods: Map<number, Used>, at: Instant, calendar: Calendar): Used {
  const period = periodAt(at, calendar)
  const known = periods.get(period.start)
  if (known) return known
  const used = { ...period, count: 0, time: 0 }
  periods.set(period.start, used)
  return used
}

function isFull({ count, time }: Used, { measure, most }: Limit, duration: number): boolean {
  switch (measure) {
    case 'count':
      return count >= most
    case 'minutes':
      return time + duration * MINUTE > most * MINUTE
  }
}

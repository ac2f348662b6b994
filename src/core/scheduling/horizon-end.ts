import type { Horizon } from '../model/event-type.ts'
import { DAY, instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { periodAt } from '../time/calendar-period.ts'
import type { Spans } from '../time/spans.ts'
import { firstInstantFrom } from '../time/wall-clock.ts'
import { offsetAt } from '../time/zone-offset.ts'
import type { HostTime } from './host-time.ts'
import { hoursWithin } from './hours-within.ts'
import { openSlots, type SlotQuery } from './open-slots.ts'

/** The first host's dates are counted. */
export type HorizonQuery = SlotQuery & { readonly hosts: readonly [HostTime, ...HostTime[]] }

export type CountedDays = Extract<Horizon, { days: number }>

// A schedule may have hours once a week or never: 3,650 business days lie within 70 years, or nowhere.
const MOST_DATES = 36_525
const MOST_BOOKABLE_DATES = 366

/**
 * S8: the last moment of the last day. Calendar and business days are counted from tomorrow on, business days being dates with
 * hours, absences aside; bookable days, dates with a slot, from today on, and no more than 366 dates are looked at.
 */
export function horizonEnd({ kind, days }: CountedDays, query: HorizonQuery, now: Instant): Instant {
  const { zone } = query.hosts[0]
  const today = dayAt(now, zone)
  switch (kind) {
    case 'calendar-days':
      return lastMoment(today + days, zone)
    case 'business-days':
      return lastOfDays({
        ...reach(query, today + 1, MOST_DATES),
        days,
        touched: (dates) => businessHours(query, dates),
      })
    case 'bookable-days':
      return lastOfDays({
        ...reach(query, today, MOST_BOOKABLE_DATES),
        days,
        touched: (dates) => openStarts(query, dates),
      })
  }
}

type Search = {
  readonly zone: ZoneName
  /** Dates, counted from 1970-01-01, both included. */
  readonly first: number
  readonly last: number
  readonly days: number
  readonly touched: (dates: Interval) => Spans
}

/** Dates behind the range decide nothing in it. */
function reach({ range, hosts }: HorizonQuery, first: number, most: number): Pick<Search, 'zone' | 'first' | 'last'> {
  const { zone } = hosts[0]
  return { zone, first, last: Math.min(first + most - 1, dayAt(range.end, zone)) }
}

/** Of the `days`-th date that is touched; of the last one looked at where there are fewer. In growing windows. */
function lastOfDays({ zone, first, last, days, touched }: Search): Instant {
  // However many are skipped, it lies no sooner.
  if (first + days - 1 >= last) return lastMoment(first + days - 1, zone)
  let found = 0
  let size = 2 * days + 7
  for (let day = first; day <= last; size *= 2) {
    const next = Math.min(day + size, last + 1)
    const dates = { start: startOf(day, zone), end: startOf(next, zone) }
    const ends = endsOfDates(touched(dates), dates, zone)
    const end = ends[days - found - 1]
    if (end !== undefined) return instant(end - 1)
    found += ends.length
    day = next
  }
  return lastMoment(last, zone)
}

/** Where the dates end that are touched by `spans`, ascending. */
function endsOfDates(spans: Spans, dates: Interval, zone: ZoneName): Instant[] {
  const ends: Instant[] = []
  let at = dates.start
  for (let i = 0; i < spans.length; i += 2) {
    at = instant(Math.max(at, spans[i] ?? 0))
    const until = Math.min(dates.end, spans[i + 1] ?? 0)
    while (at < until) {
      at = periodAt(at, { per: 'day', zone, weekStart: 0 }).end
      ends.push(at)
    }
  }
  return ends
}

function businessHours({ hosts: [host] }: HorizonQuery, dates: Interval): Spans {
  return hoursWithin({ ...host, absences: [] }, dates)
}

function openStarts(query: HorizonQuery, { start, end }: Interval): Spans {
  const range = { start, end: instant(end + query.duration * MINUTE) }
  return openSlots({ ...query, range, latestStart: instant(end - 1) }).flatMap((at) => [at, at + 1])
}

function dayAt(at: Instant, zone: ZoneName): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

function startOf(day: number, zone: ZoneName): Instant {
  return firstInstantFrom(day * DAY, zone)
}

function lastMoment(day: number, zone: ZoneName): Instant {
  return instant(startOf(day + 1, zone) - 1)
}

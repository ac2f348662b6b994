import type { EventType } from '../model/event-type.ts'
import { DAY, instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { dateAsUtc, firstInstantFrom, startOfDay } from '../time/wall-clock.ts'
import { horizonEnd, type HorizonQuery } from './horizon-end.ts'

/** The first and the last moment (both included) at which something of this type may start; absent = without end. */
export type BookableTime = { readonly earliest: Instant; readonly latestStart?: Instant }

/**
 * S8: notice counts from `now`, nothing starts in the past. The horizon counts dates of the first host's schedule: it ends with the
 * last of its days, and a fixed range includes both its dates. Days that have to be looked for are looked for as far as the query's
 * range goes; a horizon that ends behind it is told as some moment behind it.
 */
export function bookableTime({ notice, horizon }: EventType, query: HorizonQuery, now: Instant): BookableTime {
  const earliest = instant(now + notice * MINUTE)
  switch (horizon.kind) {
    case 'unlimited':
      return { earliest }
    case 'fixed-range': {
      const { zone } = query.hosts[0]
      const opens = startOfDay(horizon.from, zone)
      const until = firstInstantFrom(dateAsUtc(horizon.until) + DAY, zone)
      return { earliest: opens > earliest ? opens : earliest, latestStart: instant(until - 1) }
    }
    case 'calendar-days':
    case 'business-days':
    case 'bookable-days':
      return { earliest, latestStart: horizonEnd(horizon, { ...query, earliest }, now) }
  }
}

/** What has to be known for slots in `range`: the first bookable days are counted from today on. */
export function lookedAt({ horizon }: Pick<EventType, 'horizon'>, range: Interval, now: Instant): Interval {
  return horizon.kind === 'bookable-days' && now < range.start ? { start: now, end: range.end } : range
}

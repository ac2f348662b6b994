import type { EventType } from '../model/event-type.ts'
import { DAY, instant, MINUTE, type Instant } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { dateAsUtc, firstInstantFrom, startOfDay, wallDateOf } from '../time/wall-clock.ts'

/** The first and the last moment (both included) at which something of this type may start; absent = without end. */
export type BookableTime = { readonly earliest: Instant; readonly latestStart?: Instant }

/**
 * S8: notice counts from `now`, nothing starts in the past. The horizon counts dates of `zone`, the host's schedule:
 * `calendar-days: 14` ends with the 14th day after today, a fixed range includes both its dates.
 */
export function bookableTime({ notice, horizon }: EventType, zone: ZoneName, now: Instant): BookableTime {
  const earliest = instant(now + notice * MINUTE)
  switch (horizon.kind) {
    case 'unlimited':
      return { earliest }
    case 'calendar-days':
      return { earliest, latestStart: lastOf(dateAsUtc(wallDateOf(now, zone)) + horizon.days * DAY, zone) }
    case 'fixed-range': {
      const opens = startOfDay(horizon.from, zone)
      return { earliest: opens > earliest ? opens : earliest, latestStart: lastOf(dateAsUtc(horizon.until), zone) }
    }
  }
}

/** The last millisecond of the date whose midnight reads `midnight` (ms as if UTC). */
function lastOf(midnight: number, zone: ZoneName): Instant {
  return instant(firstInstantFrom(midnight + DAY, zone) - 1)
}

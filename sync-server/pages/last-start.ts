import type { Horizon } from '../../src/core/model/event-type.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { addDays, startOfDay, wallDateOf } from '../../src/core/time/wall-clock.ts'

/** After which nothing starts, where that needs no looking: how far a page goes on turning. The offer itself says what is free. */
export function lastStart(horizon: Horizon, zone: ZoneName, now: Instant): Instant | undefined {
  const last = lastDate(horizon, wallDateOf(now, zone))
  return last && instant(startOfDay(addDays(last, 1), zone) - 1)
}

function lastDate(horizon: Horizon, today: WallDate): WallDate | undefined {
  switch (horizon.kind) {
    case 'calendar-days':
      return addDays(today, horizon.days)
    case 'fixed-range':
      return horizon.until
    case 'business-days':
    case 'bookable-days':
    case 'unlimited':
      return undefined
  }
}

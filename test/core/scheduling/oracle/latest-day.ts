import type { Horizon } from '../../../../src/core/model/event-type.ts'
import type { HostHours } from '../../../../src/core/scheduling/host-time.ts'
import { dayOf } from './dates.ts'
import { hasHours } from './open-minutes.ts'

type Known = { readonly hours: HostHours; readonly today: number; readonly bookable: () => readonly number[] }

/** S8: the first and the last date on which something may start, both included, as days since 1970. */
export function latestDay(horizon: Horizon, { hours, today, bookable }: Known): { from: number; until: number } {
  switch (horizon.kind) {
    case 'unlimited':
      return { from: -Infinity, until: Infinity }
    case 'calendar-days':
      return { from: -Infinity, until: today + horizon.days }
    case 'business-days':
      return { from: -Infinity, until: businessDay(hours, today, horizon.days) }
    case 'bookable-days':
      return { from: -Infinity, until: bookable()[horizon.days - 1] ?? Infinity }
    case 'fixed-range':
      return { from: dayOf(horizon.from), until: dayOf(horizon.until) }
  }
}

function businessDay(hours: HostHours, today: number, days: number): number {
  let left = days
  for (let day = today + 1; day < today + 400; day++) {
    if (hasHours(hours, day)) left -= 1
    if (left === 0) return day
  }
  return Infinity
}

import type { EventType } from '../model/event-type.ts'
import type { Holiday } from '../model/holiday.ts'
import type { Schedule } from '../model/schedule.ts'
import type { HostHours } from './host-time.ts'
import type { OfferHost } from './offer.ts'

/**
 * S5: what makes a host's hours for a type: its own weekly hours, where it has some, in place of the schedule's, and of the holidays
 * those that the host observes.
 */
export function hoursOfHost(
  { hours }: Pick<EventType, 'hours'>,
  { schedule, absences, holidays }: Pick<OfferHost, 'schedule' | 'absences' | 'holidays'>,
): HostHours {
  const { zone, weekly, overrides, rules, breaks, travel } = schedule
  return {
    zone,
    weekly: hours ?? weekly,
    overrides,
    rules,
    breaks,
    travel,
    absences,
    holidays: holidays.length === 0 ? holidays : observed(holidays, schedule.holidays),
  }
}

function observed(holidays: readonly Holiday[], { observed, except }: Schedule['holidays']): readonly Holiday[] {
  if (!observed) return []
  return except.length === 0 ? holidays : holidays.filter(({ date }) => !except.includes(date))
}

import type { MemberId } from '../../src/core/model/ids.ts'
import { type Instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import { hoursOfHost } from '../../src/core/scheduling/hours-of-host.ts'
import { hoursWithin } from '../../src/core/scheduling/hours-within.ts'
import type { Offer } from '../../src/core/scheduling/offer.ts'
import { periodAt } from '../../src/core/time/calendar-period.ts'
import { intersectSpans, spansOf, subtractSpans, uniteSpans } from '../../src/core/time/spans.ts'

/** The week in which `start` lies, by the first host's calendar: over it is compared who is most available (S11). */
export function comparedWeek({ hosts, weekStart }: Pick<Offer, 'weekStart'> & Zones, start: Instant): Interval {
  return periodAt(start, { per: 'week', zone: hosts[0].schedule.zone, weekStart })
}

type Zones = { readonly hosts: readonly [Pick<Offer['hosts'][number], 'schedule'>, ...unknown[]] }

/** The minutes of each host's hours in that week which nothing takes. The offer must cover the week. */
export function availableMinutes(offer: Offer, start: Instant): ReadonlyMap<MemberId, number> {
  const [first, ...others] = offer.hosts
  if (!first) return new Map()
  const week = comparedWeek({ hosts: [first, ...others], weekStart: offer.weekStart }, start)
  return new Map(
    offer.hosts.map((host) => {
      const hours = intersectSpans(hoursWithin(hoursOfHost(offer.eventType, host), week), [week.start, week.end])
      const free = subtractSpans(hours, uniteSpans([host.busy, spansOf(host.bookings)]))
      return [host.member, lengthOf(free) / MINUTE]
    }),
  )
}

function lengthOf(spans: readonly number[]): number {
  return spans.reduce((sum, at, index) => sum + (index % 2 === 0 ? -at : at), 0)
}

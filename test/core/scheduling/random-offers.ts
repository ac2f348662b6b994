import * as fc from 'fast-check'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { MemberId } from '../../../src/core/model/ids.ts'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import type { ZoneName } from '../../../src/core/model/wall.ts'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { absencesAround, holidaysAround, schedulesAround } from './oracle/random-hours.ts'
import {
  flatSpans,
  joined,
  minutes,
  oddMs,
  rangesOverChanges,
  seldom,
  timesAround,
  uuid,
  zones,
} from './oracle/random-values.ts'
import { eventTypesAround, HOSTS } from './random-event-types.ts'
import { ASKED_TYPE, bookingsAround, durations } from './random-queries.ts'

const MINUTE = 60_000

/** An offer, for which time it is asked, and when. */
export type AskedOffer = { readonly offer: Offer; readonly range: Interval; readonly now: Instant }

/** Who stands in for whoever is away, beside the hosts. */
const DELEGATES = [5, 6]

/** Offers over up to five days around a change of the clock, now being shortly before or within. */
export const randomOffers: fc.Arbitrary<AskedOffer> = rangesOverChanges(300, 7_000).chain(([zone, range]) => {
  const lead = fc.oneof(minutes(0, 15, 60, 600, 1_440, 4_000), fc.integer({ min: -2_000, max: 4_000 }))
  const now = fc.tuple(lead, oddMs).map(([minutes, odd]) => instant(range.start - minutes * MINUTE + odd))
  return fc.record({ offer: offerWithin(zone, range), range: fc.constant(range), now })
})

function offerWithin(zone: ZoneName, range: Interval): fc.Arbitrary<Offer> {
  const someZone = fc.oneof({ weight: 3, arbitrary: fc.constant(zone) }, { weight: 1, arbitrary: zones })
  return durations.chain((duration) => {
    const known = [...HOSTS, ...DELEGATES].map((n) => hostWithin(n, someZone, range, duration))
    const parts = fc.record({
      eventType: eventTypesAround(someZone, range, duration),
      duration: seldom(40, fc.constant(duration + 1), duration),
      hosts: fc
        .tuple(fc.tuple(...known), fc.integer({ min: -20, max: 5 }))
        .map(([hosts, unknown]) => hosts.toSpliced(unknown, unknown < 0 ? 0 : 1)),
      weekStart: minutes(0, 1, 6),
      booked: fc.record({ ofType: countedAround(range), ofBooker: countedAround(range) }),
      places: minutes(1, 1, 2),
    })
    return joined(parts, seldom(10, fc.record({ link: links(range) }), {}))
  })
}

const countedAround = (range: Interval): fc.Arbitrary<readonly Interval[]> =>
  fc.array(timesAround(range), { maxLength: 4 })

const links = ({ start }: Interval): fc.Arbitrary<BookingLink> =>
  fc
    .record({
      active: fc.constantFrom(true, true, false),
      expiresAt: minutes(-10_000, 0, 10_000).map((lead) => start + lead * MINUTE),
    })
    .map((parts) => BookingLink.parse({ id: uuid(300), eventType: ASKED_TYPE, slug: 'meet', ...parts }))

function hostWithin(
  n: number,
  zone: fc.Arbitrary<ZoneName>,
  range: Interval,
  duration: number,
): fc.Arbitrary<OfferHost> {
  const delegates = fc.constantFrom(
    undefined,
    ...[...HOSTS, ...DELEGATES].filter((other) => other !== n).map(uuid),
    ...DELEGATES.map(uuid),
  )
  return fc.record({
    member: fc.constant(MemberId.parse(uuid(n))),
    schedule: schedulesAround(zone, range),
    holidays: holidaysAround(range),
    absences: absencesAround(range, delegates),
    busy: fc.array(timesAround(range), { maxLength: 5 }).map(flatSpans),
    bookings: fc.array(bookingsAround(range, duration), { maxLength: 3 }),
  })
}

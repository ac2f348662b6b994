import * as fc from 'fast-check'
import { EventTypeId } from '../../../src/core/model/ids.ts'
import { instant, type Interval } from '../../../src/core/model/instant.ts'
import type { ZoneName } from '../../../src/core/model/wall.ts'
import type { HostBooking, HostTime } from '../../../src/core/scheduling/host-time.ts'
import type { SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import { hoursAround } from './oracle/random-hours.ts'
import {
  few,
  flatSpans,
  joined,
  minutes,
  quartersWithin,
  rangesOverChanges,
  seldom,
  timesAround,
  uuid,
  zones,
} from './oracle/random-values.ts'

const MINUTE = 60_000

/** The type that is asked for, and another one. */
export const ASKED_TYPE = EventTypeId.parse(uuid(200))
const OTHER_TYPE = EventTypeId.parse(uuid(201))

export const steps = minutes(5, 10, 15, 20, 25, 30, 40, 45, 60, 7, 50, 90, 1_440)
export const durations = minutes(5, 15, 30, 45, 60, 90, 15, 30, 45, 60, 240, 1_440)
export const buffers = fc.record(
  { before: minutes(0, 0, 5, 10), after: minutes(0, 0, 5, 15), between: minutes(0, 0, 5, 20, 40) },
  { requiredKeys: ['before', 'after'] },
)

/** Queries over up to three days around a change of the clock, with everything that can close a minute. */
export const randomQueries: fc.Arbitrary<SlotQuery> = rangesOverChanges(300, 4_000).chain(([zone, range]) =>
  queryWithin(zone, range),
)

function queryWithin(zone: ZoneName, range: Interval): fc.Arbitrary<SlotQuery> {
  const someZone = fc.oneof({ weight: 3, arbitrary: fc.constant(zone) }, { weight: 1, arbitrary: zones })
  const moment = quartersWithin(range)
  const limits = seldom(4, fc.record({ earliest: moment, latestStart: moment }, { requiredKeys: [] }), {})
  return durations.chain((duration) => {
    const plain = fc.record({
      range: fc.constant(range),
      gridZone: someZone,
      duration: fc.constant(duration),
      step: steps,
      offset: minutes(0, 0, 0, 5, 10, 95),
      buffers,
      mode: fc.constantFrom('single' as const, 'collective' as const, 'round-robin' as const),
      hosts: fc.array(hostWithin(someZone, range, duration), { maxLength: 4, minLength: 1 }),
      fillGaps: fc.constantFrom(false, false, true),
    })
    const seats = fc.record({
      seats: fc.record({ eventType: fc.constant(ASKED_TYPE), capacity: minutes(1, 2, 3, 5), places: minutes(1, 1, 2) }),
    })
    return joined(joined(plain, limits), seldom(3, seats, {}))
  })
}

function hostWithin(zone: fc.Arbitrary<ZoneName>, range: Interval, duration: number): fc.Arbitrary<HostTime> {
  const own = timeWithin(zone, range, duration)
  const optional = fc.record({ required: fc.boolean(), group: fc.constantFrom('a', 'a', 'b') }, { requiredKeys: [] })
  const standIn = fc.record({ during: longTimes(range), host: own })
  return joined(own, joined(optional, fc.record({ standIns: few(6, standIn, 2) })))
}

function timeWithin(zone: fc.Arbitrary<ZoneName>, range: Interval, duration: number): fc.Arbitrary<HostTime> {
  const taken = fc.record({
    busy: fc.array(timesAround(range), { maxLength: 6 }).map(flatSpans),
    bookings: fc.array(bookingsAround(range, duration), { maxLength: 3 }),
    full: few(5, longTimes(range), 2).map(flatSpans),
  })
  return joined(hoursAround(zone, range), taken)
}

/** Some of this type and of this length, which may have seats left. */
export function bookingsAround(range: Interval, duration: number): fc.Arbitrary<HostBooking> {
  const anywhere = timesAround(range)
  const likeThis = quartersWithin(range).map((start) => ({ start, end: instant(start + duration * MINUTE) }))
  const parts = { buffers, eventType: fc.constantFrom(ASKED_TYPE, OTHER_TYPE, ASKED_TYPE), seats: minutes(1, 1, 2, 3) }
  return joined(fc.oneof(anywhere, likeThis), fc.record(parts))
}

/** A few hours up to a day, in whole minutes. */
function longTimes(range: Interval): fc.Arbitrary<Interval> {
  return fc
    .tuple(quartersWithin(range), minutes(120, 600, 1_440, 2_000))
    .map(([start, length]) => ({ start, end: instant(start + length * MINUTE) }))
}

import * as fc from 'fast-check'
import { EventType } from '../../../src/core/model/event-type.ts'
import type { Interval } from '../../../src/core/model/instant.ts'
import type { ZoneName } from '../../../src/core/model/wall.ts'
import { weekly } from './oracle/random-hours.ts'
import { dateSpans, few, joined, minutes, seldom, uuid } from './oracle/random-values.ts'
import { ASKED_TYPE, buffers, steps } from './random-queries.ts'

/** Members whom types name. */
export const HOSTS = [1, 2, 3, 4]

const limit = fc.record({
  of: fc.constantFrom('host', 'type', 'booker'),
  measure: fc.constantFrom('count', 'minutes'),
  per: fc.constantFrom('day', 'day', 'week', 'month', 'year'),
  most: minutes(1, 2, 2, 3, 60, 90, 120, 180),
})

const horizons = (range: Interval): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'unlimited' }) },
    ...['calendar-days', 'business-days', 'bookable-days'].map((kind) => ({
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant(kind), days: fc.integer({ min: 1, max: 6 }) }),
    })),
    { weight: 1, arbitrary: joined(dateSpans(range), fc.constant({ kind: 'fixed-range' })) },
  )

const asHost = joined(
  fc.record({ required: fc.boolean() }),
  seldom(3, fc.record({ group: fc.constantFrom('a', 'a', 'b') }), {}),
)

/** What is bookable, for slots of `duration` minutes around the range. */
export function eventTypesAround(
  zone: fc.Arbitrary<ZoneName>,
  range: Interval,
  duration: number,
): fc.Arbitrary<EventType> {
  const needed = fc.record({
    category: fc.constantFrom('one-on-one', 'group', 'collective', 'round-robin', 'round-robin'),
    step: steps,
    offset: minutes(0, 0, 0, 5, 10, 95),
    buffers,
    notice: minutes(0, 0, 30, 600, 1_500),
    horizon: horizons(range),
    limits: few(2, limit, 2),
    fillGaps: fc.constantFrom(false, false, true),
    capacity: minutes(1, 2, 3, 5),
    hosts: namedHosts,
    status: seldom(40, fc.constantFrom('inactive', 'archived'), 'active'),
  })
  const optional = fc.record({ zone, hours: weekly }, { requiredKeys: [] })
  return joined(joined(needed, seldom(3, optional, {})), seldom(4, fc.oneof(sessions, countedDays), {})).map((parts) =>
    EventType.parse(Object.assign(parts, FIXED, { durations: [duration, 480] })),
  )
}

/** Group types whose bookings, on quarters of hours, lie on the grid, where limits soon fill a period (S13a). */
const sessions = fc.record({
  category: fc.constant('group'),
  step: fc.constant(15),
  offset: fc.constant(0),
  capacity: minutes(3, 5),
  horizon: fc.constant({ kind: 'unlimited' }),
  limits: fc.array(limit, { minLength: 1, maxLength: 2 }),
})

/** Few business days, some of which somebody is away. */
const countedDays = fc.record({
  category: fc.constantFrom('one-on-one', 'round-robin'),
  notice: fc.constant(0),
  horizon: fc.record({ kind: fc.constant('business-days'), days: minutes(1, 2) }),
  limits: fc.constant([]),
})

const FIXED = {
  id: ASKED_TYPE,
  owner: uuid(1),
  name: 'Consultation',
  slug: 'consultation',
  description: '',
  schedule: uuid(101),
  locations: [],
  questions: [],
  colour: '#336699',
  private: false,
}

const namedHosts = fc
  .shuffledSubarray(HOSTS, { minLength: 1 })
  .chain((members) => fc.tuple(...members.map((n) => joined(fc.constant({ member: uuid(n) }), asHost))))

import * as fc from 'fast-check'
import { Absence } from '../../../../src/core/model/absence.ts'
import { Holiday } from '../../../../src/core/model/holiday.ts'
import type { Interval } from '../../../../src/core/model/instant.ts'
import { ClockRange, Schedule } from '../../../../src/core/model/schedule.ts'
import { ClockTime, type WallDate, type ZoneName } from '../../../../src/core/model/wall.ts'
import type { HostHours } from '../../../../src/core/scheduling/host-time.ts'
import { datePatterns } from './random-patterns.ts'
import { dateSpans, datesAround, few, joined, seldom, timesAround, uuid, zones } from './random-values.ts'

const clock = (most: number): fc.Arbitrary<ClockTime> =>
  fc.integer({ min: 0, max: most / 5 }).map((fives) => {
    const two = (n: number): string => String(n).padStart(2, '0')
    return ClockTime.parse(`${two(Math.floor((fives * 5) / 60))}:${two((fives * 5) % 60)}`)
  })

// Many begin or end at midnight, where spans of two dates meet; some are inverted or empty.
const range = fc.record({
  start: fc.oneof(fc.constant(ClockTime.parse('00:00')), clock(600), clock(1_435)),
  end: fc.oneof(fc.constant(ClockTime.parse('24:00')), clock(1_440)),
})
const ranges = fc.array(range, { maxLength: 3 })
const weekday = fc.integer({ min: 0, max: 6 })

const someRanges = fc.array(range, { minLength: 1, maxLength: 3 })

const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
  day,
  ranges: [ClockRange.parse({ start: '00:00', end: '24:00' })],
}))

export const weekly = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.record({ day: weekday, ranges: someRanges }), { minLength: 5, maxLength: 7 }) },
  { weight: 1, arbitrary: fc.constant(always) },
)

const scheduleParts = (range: Interval) => ({
  weekly,
  overrides: few(3, fc.record({ date: datesAround(range), ranges }), 3),
  rules: few(3, ruleAround(range), 3),
  breaks: few(
    3,
    fc.record({ id: fc.constant(uuid(500)), name: fc.constant('Break'), dates: datePatterns(range), ranges }),
    2,
  ),
  holidays: fc.record({ observed: fc.constantFrom(true, true, true, false), except: few(3, datesAround(range), 2) }),
})

const ruleAround = (range: Interval): fc.Arbitrary<object> =>
  joined(
    fc.record({
      id: fc.integer({ min: 400, max: 410 }).map(uuid),
      kind: fc.constantFrom('open', 'closed', 'closed'),
      dates: datePatterns(range),
      ranges,
    }),
    seldom(4, fc.record({ from: datesAround(range), until: datesAround(range) }, { requiredKeys: [] }), {}),
  )

/** A schedule for somebody, with every layer now and then. */
export const schedulesAround = (
  zone: fc.Arbitrary<ZoneName>,
  range: Interval,
  travels = true,
): fc.Arbitrary<Schedule> => {
  const trip = joined(dateSpans(range), fc.record({ zone: zones }))
  const travel = travels ? few(5, trip, 2) : fc.constant([])
  return fc
    .record({ zone, travel, ...scheduleParts(range) })
    .map((parts) => Schedule.parse({ id: uuid(100), member: uuid(1), name: 'Week', ...parts }))
}

export const holidaysAround = (range: Interval): fc.Arbitrary<readonly Holiday[]> =>
  few(
    5,
    datesAround(range).map((date: WallDate) => Holiday.parse({ date, name: 'Feast', source: 'country' })),
    2,
  )

// A start after a gap is looked for minute by minute (S12).
const wholeMinute = (at: number): number => Math.floor(at / 60_000) * 60_000

export const absencesAround = (
  range: Interval,
  delegates: fc.Arbitrary<string | undefined>,
): fc.Arbitrary<readonly Absence[]> =>
  few(
    3,
    fc
      .tuple(
        fc.oneof(
          joined(dateSpans(range), fc.constant({ kind: 'dates' })),
          timesAround(range)
            .map(({ start, end }) => ({ kind: 'span', startsAt: wholeMinute(start), endsAt: wholeMinute(end) }))
            .filter(({ startsAt, endsAt }) => startsAt < endsAt),
        ),
        delegates,
      )
      .map(([time, delegate]) =>
        Absence.parse({
          id: uuid(600),
          member: uuid(1),
          time,
          reason: 'vacation',
          source: 'manual',
          ...(delegate ? { delegate } : {}),
        }),
      ),
    2,
  )

export const hoursAround = (zone: fc.Arbitrary<ZoneName>, range: Interval): fc.Arbitrary<HostHours> =>
  joined(
    schedulesAround(zone, range),
    fc.record({ absences: absencesAround(range, fc.constant(undefined)), holidays: holidaysAround(range) }),
  )

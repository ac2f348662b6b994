import * as fc from 'fast-check'
import type { Interval } from '../../../../src/core/model/instant.ts'
import { DAY, nameOf } from './dates.ts'
import { dateSpans, datesAround, joined, seldom } from './random-values.ts'

const weekday = fc.integer({ min: 0, max: 6 })

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
const someWeekdays = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 4 })
const nthWeekday = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), fc.constantFrom(...WEEKDAYS))
  .map(([nth, day]) => `${nth}${day}`)
const monthDays = fc.uniqueArray(fc.constantFrom(1, 2, 8, 15, 25, 28, 29, 30, 31, -1, -2, -3), {
  minLength: 1,
  maxLength: 6,
})

const parts = fc.oneof(
  fc.constant('FREQ=DAILY'),
  someWeekdays.map((days) => `FREQ=DAILY;BYDAY=${days.join(',')}`),
  monthDays.map((days) => `FREQ=DAILY;BYMONTHDAY=${days.join(',')}`),
  fc.constant('FREQ=WEEKLY'),
  someWeekdays.map((days) => `FREQ=WEEKLY;BYDAY=${days.join(',')}`),
  fc
    .tuple(someWeekdays, fc.constantFrom(...WEEKDAYS))
    .map(([days, start]) => `FREQ=WEEKLY;WKST=${start};BYDAY=${days.join(',')}`),
  fc.constant('FREQ=MONTHLY'),
  someWeekdays.map((days) => `FREQ=MONTHLY;BYDAY=${days.join(',')}`),
  fc.uniqueArray(nthWeekday, { minLength: 1, maxLength: 4 }).map((days) => `FREQ=MONTHLY;BYDAY=${days.join(',')}`),
  monthDays.map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')}`),
  fc
    .tuple(monthDays, someWeekdays)
    .map(([dates, days]) => `FREQ=MONTHLY;BYMONTHDAY=${dates.join(',')};BYDAY=${days.join(',')}`),
)

/** RFC 5545 RECUR values of whole dates. */
const dateRules = fc
  .tuple(parts, fc.constantFrom(1, 1, 1, 2, 3), seldom(4, fc.integer({ min: 1, max: 60 }), undefined))
  .map(([parts, interval, count]) => {
    return [parts, `INTERVAL=${interval}`, ...(count === undefined ? [] : [`COUNT=${count}`])].join(';')
  })

/** Plain values of the model: to be parsed. */
export const datePatterns = (range: Interval): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ kind: fc.constant('weekly'), days: fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 }) }),
    joined(dateSpans(range), fc.constant({ kind: 'span' })),
    fc.record({ kind: fc.constant('list'), dates: fc.array(datesAround(range), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('recurring'), rule: dateRules, first: earlierDates(range) }),
  )

const earlierDates = (range: Interval): fc.Arbitrary<string> =>
  fc.integer({ min: -400, max: 3 }).map((days) => nameOf(Math.floor(range.start / DAY) + days))

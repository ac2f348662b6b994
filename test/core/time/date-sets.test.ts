import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateSets, searched, type PeriodsOfRule } from '../../../src/core/time/date-sets.ts'
import { explicitRule } from '../../../src/core/time/explicit-rule.ts'
import { periodOf } from '../../../src/core/time/rule-period.ts'
import { parseRule } from '../../../src/core/time/rule.ts'

const DAY = 86_400_000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const list = (values: fc.Arbitrary<string | number>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    fc.uniqueArray(values, { minLength: 1, maxLength: 4 }).map((all) => all.join(',')),
  )
const signed = (most: number): fc.Arbitrary<number> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.constantFrom(1, 1, -1)).map(([n, sign]) => n * sign)

const rules = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').chain((freq) => {
  const nth =
    freq === 'MONTHLY' || freq === 'YEARLY' ? fc.constantFrom('', '', '1', '2', '5', '-1', '-3') : fc.constant('')
  return fc
    .record({
      INTERVAL: fc.integer({ min: 1, max: 7 }).map(String),
      WKST: fc.constantFrom(...WEEKDAYS),
      BYDAY: list(fc.tuple(nth, fc.constantFrom(...WEEKDAYS)).map((day) => day.join(''))),
      BYMONTHDAY: list(signed(31)),
      // Without it rrule searches the year: the same code on both sides.
      BYMONTH: freq === 'YEARLY' ? fc.integer({ min: 1, max: 12 }).map(String) : list(fc.integer({ min: 1, max: 12 })),
    })
    .map((parts) =>
      [`FREQ=${freq}`, ...Object.entries(parts).map((part) => part.join('='))]
        .filter((part) => !part.endsWith('='))
        .join(';'),
    )
})

const periods = fc.tuple(rules, fc.integer({ min: -40_000, max: 60_000 })).map(([text, day]): PeriodsOfRule => {
  const read = parseRule(text)
  if (!read.ok) throw new Error(text)
  const rule = explicitRule(read.value, day * DAY)
  return { rule, first: periodOf(rule, day * DAY), most: 60 }
})

const dates = (walk: typeof dateSets, of: PeriodsOfRule): number[] => {
  const found: number[] = []
  walk(of, (set) => {
    found.push(...set)
    return true
  })
  return found
}

test('T the dates that are looked up in the calendar are those that rrule finds', () => {
  let some = 0
  fc.assert(
    fc.property(periods, (of) => {
      const found = dates(dateSets, of)
      some += found.length
      expect(found).toEqual(dates(searched, of))
    }),
    { numRuns: 500 },
  )
  expect(some).toBeGreaterThan(5_000)
})

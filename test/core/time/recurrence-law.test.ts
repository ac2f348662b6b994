import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { expandSeries } from '../../../src/core/time/recurrence.ts'
import { utcAsWall } from '../../../src/core/time/wall-clock.ts'
import { naiveStarts, textOf, type NaiveRule } from './naive-recurrence.ts'

const DAY = 86_400_000

type Case = { rule: NaiveRule; start: number; from: number; until: number }

const some = (min: number, max: number, signed: boolean = false): fc.Arbitrary<number[]> => {
  const value = fc.integer({ min, max })
  const either = signed ? fc.tuple(value, fc.boolean()).map(([n, minus]) => (minus ? -n : n)) : value
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.uniqueArray(either, { maxLength: 3 }) },
  )
}

const days = (freq: NaiveRule['freq']): fc.Arbitrary<NaiveRule['days']> => {
  const ordinal = freq === 'MONTHLY' || freq === 'YEARLY' ? fc.constantFrom(0, 0, 1, 2, 5, -1, -2) : fc.constant(0)
  const day = fc.record({ nth: ordinal, weekday: fc.integer({ min: 0, max: 6 }) })
  const list = fc.uniqueArray(day, { maxLength: 3, selector: ({ nth, weekday }) => `${nth} ${weekday}` })
  return fc.oneof(fc.constant<NaiveRule['days']>([]), list)
}

function cases(freqs: readonly NaiveRule['freq'][], years: number): fc.Arbitrary<Case> {
  const parts = fc.constantFrom(...freqs).chain((freq) =>
    fc.record({
      freq: fc.constant(freq),
      interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })),
      count: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined, freq: 2 }),
      weekStart: fc.constantFrom(0, 0, 6, 2),
      minutes: some(0, 59),
      hours: some(0, 23),
      days: days(freq),
      monthDays: some(1, 31, true),
      yearDays: freq === 'YEARLY' ? some(1, 366, true) : fc.constant<number[]>([]),
      months: some(1, 12),
      positions: some(1, 6, true),
      untilAfter: fc.option(fc.integer({ min: 0, max: Math.ceil(years * 366) * 24 }), { nil: undefined, freq: 3 }),
    }),
  )
  const placed = fc.record({
    startMinute: fc.integer({ min: Date.UTC(1996, 0, 1) / 60_000, max: Date.UTC(2031, 0, 1) / 60_000 }),
    fromDay: fc.integer({ min: 0, max: Math.ceil(years * 365) }),
    span: fc.integer({ min: 1, max: Math.ceil(years * 100) }),
  })
  return fc.tuple(parts, placed).map(([{ untilAfter, count, ...rest }, { startMinute, fromDay, span }]) => {
    const start = startMinute * 60_000
    const from = start + fromDay * DAY
    const rule: NaiveRule = {
      ...rest,
      ...(count !== undefined && { count }),
      ...(untilAfter !== undefined && { until: start + untilAfter * 3_600_000 }),
    }
    return { rule, start, from, until: from + span * DAY }
  })
}

function seriesOf({ rule, start }: Case): Series {
  const rules = [textOf(rule)]
  return Series.parse({ start: utcAsWall(start), allDay: false, length: 0, rules, rdates: [], exdates: [] })
}

type Expander = (item: Case) => number[]
const ours: Expander = (item) => expandSeries(seriesOf(item), item, 1_000_000).map((one) => one.starts)
const naive: Expander = ({ rule, start, from, until }) => naiveStarts(rule, start, until).filter((at) => at >= from)

function agrees(expander: Expander, all: fc.Arbitrary<Case>, parameters: fc.Parameters<[Case]>): fc.RunDetails<[Case]> {
  return fc.check(
    fc.property(all, (item) => JSON.stringify(expander(item)) === JSON.stringify(naive(item))),
    parameters,
  )
}

const coarse = cases(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'], 12)
const fine = cases(['MINUTELY', 'HOURLY'], 0.1)

test('T an expansion that jumps ahead agrees with one that asks every minute since the start', () => {
  expect(fc.defaultReportMessage(agrees(ours, coarse, { numRuns: 250 }))).toBeUndefined()
})

test('T rules of hours and minutes agree with a look at every minute', () => {
  expect(fc.defaultReportMessage(agrees(ours, fine, { numRuns: 60 }))).toBeUndefined()
})

test('T the law notices a jump that lands one occurrence late, and a COUNT that starts anew', () => {
  const late: Expander = (item) => ours(item).slice(item.from > item.start ? 1 : 0)
  const anew: Expander = (item) => ours({ ...item, start: Math.max(item.start, item.from) })
  // One seed, so that it does not depend on luck whether a fault is met.
  const parameters = { numRuns: 250, seed: 20_261_120, endOnFailure: true }
  expect(agrees(late, coarse, parameters).failed).toBe(true)
  expect(agrees(anew, coarse, parameters).failed).toBe(true)
})

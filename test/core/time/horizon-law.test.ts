import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { expandSeries } from '../../../src/core/time/recurrence.ts'
import { utcAsWall } from '../../../src/core/time/wall-clock.ts'
import { randomRules, textOf } from './random-rules.ts'

const HOUR = 3_600_000

test('T2 a rule that crosses the horizon has on both sides what it has when asked for the whole', () => {
  const lengths = fc.constantFrom(0, HOUR, 30 * HOUR, 400 * HOUR)
  const share = fc.integer({ min: 0, max: 100 })
  let some = 0
  let across = 0
  fc.assert(
    fc.property(
      randomRules,
      fc.constantFrom('Europe/Berlin', 'Pacific/Apia', undefined),
      lengths,
      share,
      (rule, zone, length, at) => {
        const series = Series.parse({
          start: utcAsWall(rule.start),
          allDay: false,
          ...(zone !== undefined && { zone }),
          length,
          rules: [textOf(rule.freq, rule.parts)],
          rdates: [],
          exdates: [],
        })
        const horizon = rule.from + Math.floor(((rule.until - rule.from) * at) / 100)
        const within = (from: number, until: number) => expandSeries(series, { from, until }, 100_000)
        const whole = within(rule.from, rule.until)
        const [before, after] = [within(rule.from, horizon), within(horizon, rule.until)]
        // What goes on over the horizon is on both sides of it.
        const continued = before.filter((one) => one.ends > horizon)
        expect(before).toEqual(whole.filter((one) => one.starts < horizon))
        expect(after).toEqual(whole.filter((one) => one.starts >= horizon || one.ends > horizon))
        some += whole.length
        across += continued.length
      },
    ),
    { numRuns: 400 },
  )
  expect([some > 1_000, across > 100]).toEqual([true, true])
})

test('T2 centuries beyond any horizon a rule of every few days is what arithmetic says', () => {
  const start = Date.parse('2026-01-05T09:00:00Z')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 1_000_000 }), (interval, days) => {
      const series = Series.parse({
        start: '2026-01-05T09:00:00',
        allDay: false,
        length: HOUR,
        rules: [`FREQ=DAILY;INTERVAL=${interval}`],
        rdates: [],
        exdates: [],
      })
      const from = start + days * 24 * HOUR
      const found = expandSeries(series, { from, until: from + 60 * 24 * HOUR }).map((one) => one.starts)
      const first = Math.ceil(days / interval) * interval
      const expected = Array.from({ length: 61 }, (_, n) => first + n * interval).filter((day) => day < days + 60)
      expect(found).toEqual(expected.map((day) => start + day * 24 * HOUR))
    }),
  )
})

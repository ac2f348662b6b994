import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import type { HostTime } from '../../../src/core/scheduling/host-time.ts'
import { openSlots, type SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import { brokenLaw, LONG_TIME } from './oracle/law-runs.ts'
import { minuteOracle } from './oracle/minute-oracle.ts'
import { randomQueries } from './random-queries.ts'

const report = (runs: number, holds: (query: SlotQuery) => boolean): string | undefined =>
  brokenLaw(randomQueries, runs, holds)

test('S1 the engine offers what a look at every minute finds, around changes of the clock', LONG_TIME, () => {
  expect(report(1_500, (query) => String(openSlots(query)) === String(minuteOracle(query)))).toBeUndefined()
})

test('S1 the random queries are no idle ones: about half offer something', () => {
  const queries = fc.sample(fc.noBias(randomQueries), { numRuns: 300, seed: 1 })
  expect(queries.filter((query) => minuteOracle(query).length > 0).length).toBeGreaterThan(130)
})

test('S1 a slot is in the list exactly if asking for it alone gives it', LONG_TIME, () => {
  const same = (query: SlotQuery): boolean => {
    const listed = new Set(openSlots(query))
    return startsOfGrid(query).every((start) => {
      const alone = openSlots({ ...query, range: { start, end: instant(start + query.duration * 60_000) } })
      return String(alone) === (listed.has(start) ? String(start) : '')
    })
  }
  expect(report(150, same)).toBeUndefined()
})

/** Every fifth minute at which a slot would lie within the range. */
function startsOfGrid({ range, duration }: SlotQuery): Instant[] {
  const step = 5 * 60_000
  const starts: Instant[] = []
  for (let at = Math.ceil(range.start / step) * step; at + duration * 60_000 <= range.end; at += step)
    starts.push(instant(at))
  return starts
}

test('S1 a range in two parts gives what lies wholly in either', LONG_TIME, () => {
  const same = (query: SlotQuery): boolean => {
    const { start, end } = query.range
    const cut = instant(Math.round((start + (end - start) * 0.4) / 60_000) * 60_000)
    const parts = [
      openSlots({ ...query, range: { start, end: cut } }),
      openSlots({ ...query, range: { start: cut, end } }),
    ]
    const whole = openSlots(query).filter((at) => at >= cut || at + query.duration * 60_000 <= cut)
    return String(parts.flat()) === String(whole)
  }
  expect(report(300, same)).toBeUndefined()
})

test('S16 the order of what is given changes nothing', LONG_TIME, () => {
  const turned = (query: SlotQuery): SlotQuery => ({
    ...query,
    hosts: (query.mode === 'single' ? query.hosts : query.hosts.toReversed()).map(turnedHost),
  })
  expect(report(300, (query) => String(openSlots(query)) === String(openSlots(turned(query))))).toBeUndefined()
})

function turnedHost(host: HostTime): HostTime {
  const { weekly, overrides, rules, breaks, absences, holidays, bookings } = host
  return {
    ...host,
    weekly: weekly.toReversed(),
    overrides: overrides.toReversed(),
    rules: rules.toReversed(),
    breaks: breaks.toReversed(),
    absences: absences.toReversed(),
    holidays: holidays.toReversed(),
    bookings: bookings.toReversed(),
  }
}

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { openSlots, type HostTime, type SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import { minuteOracle } from './minute-oracle.ts'
import { randomQueries } from './random-queries.ts'

type Engine = (query: SlotQuery) => Instant[]

function check(engine: Engine, parameters: fc.Parameters<[SlotQuery]>): fc.RunDetails<[SlotQuery]> {
  const agrees = (query: SlotQuery): boolean => JSON.stringify(engine(query)) === JSON.stringify(minuteOracle(query))
  // Unbiased: small values would make most queries empty.
  return fc.check(fc.property(fc.noBias(randomQueries), agrees), parameters)
}

test('S1 the engine offers what a look at every minute finds, around changes of the clock', () => {
  const details = check(openSlots, { numRuns: 120 })
  // The message carries the seed and the path of a failure.
  expect(fc.defaultReportMessage(details)).toBeUndefined()
})

test('S1 a slot is in the list exactly if asking for it alone gives it', () => {
  const same = (query: SlotQuery): boolean => {
    const { range, duration } = query
    const listed = new Set(openSlots(query))
    const step = 5 * 60_000
    for (let at = Math.ceil(range.start / step) * step; at + duration * 60_000 <= range.end; at += step) {
      const start = instant(at)
      const alone = openSlots({ ...query, range: { start, end: instant(at + duration * 60_000) } })
      if (JSON.stringify(alone) !== JSON.stringify(listed.has(start) ? [start] : [])) return false
    }
    return true
  }
  const details = fc.check(fc.property(fc.noBias(randomQueries), same), { numRuns: 40 })
  expect(fc.defaultReportMessage(details)).toBeUndefined()
})

const eachHost =
  (change: (host: HostTime) => HostTime): Engine =>
  (query) =>
    openSlots({ ...query, hosts: query.hosts.map(change) })

const FAULTS: Record<string, Engine> = {
  'S1 forgets the last slot': (query) => openSlots(query).slice(0, -1),
  'S2 counts the grid in UTC': (query) => openSlots({ ...query, gridZone: ZoneName.parse('UTC') }),
  'S2 forgets the offset of the grid': (query) => openSlots({ ...query, offset: 0 }),
  'S3 knows no summer time': eachHost((host) => ({
    ...host,
    zone: host.zone === 'Europe/Berlin' ? ZoneName.parse('Africa/Lagos') : host.zone,
  })),
  'S5 lets overrides add to the week': eachHost((host) => ({ ...host, overrides: [] })),
  'S5 forgets closed dates': eachHost((host) => ({ ...host, closedDates: [] })),
  'S6 takes busy times as closed intervals': eachHost((host) => ({
    ...host,
    busy: host.busy.map(({ start, end }) => ({ start: instant(start - 1), end: instant(end + 1) })),
  })),
  'S6 forgets empty busy times': eachHost((host) => ({
    ...host,
    busy: host.busy.filter((time) => time.start < time.end),
  })),
  'S7 forgets buffers': (query) => openSlots({ ...query, buffers: { before: 0, after: 0 } }),
  'S7 swaps buffers': (query) =>
    openSlots({ ...query, buffers: { before: query.buffers.after, after: query.buffers.before } }),
  'S7 forgets the buffers of the other booking': eachHost((host) => ({
    ...host,
    bookings: host.bookings.map(({ start, end }) => ({ start, end, before: 0, after: 0 })),
  })),
  'S8 starts a millisecond late': (query) =>
    query.earliest === undefined ? openSlots(query) : openSlots({ ...query, earliest: instant(query.earliest + 1) }),
  'S9 has no limit a day': eachHost((host) => ({ ...host, maxPerDay: 1_000 })),
  'S10 wants all of a round robin': (query) =>
    openSlots({ ...query, mode: query.mode === 'round-robin' ? 'collective' : query.mode }),
}

test.each(Object.entries(FAULTS))('the law notices an engine that, against %s', (_, faulty) => {
  // One seed, so that it does not depend on luck whether a rare fault is met.
  expect(check(faulty, { numRuns: 600, seed: 20_261_120, endOnFailure: true }).failed).toBe(true)
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, instant, type Interval } from '../../../src/core/model/instant.ts'
import { createBusyIndex } from '../../../src/core/scheduling/busy-index.ts'
import { spansOf } from '../../../src/core/time/spans.ts'

const at = (hours: number) => instant(hours * HOUR)
const time = (start: number, end: number): Interval => ({ start: at(start), end: at(end) })

test('S6 what touches a range is found, whole and merged, in whatever order it came', () => {
  const index = createBusyIndex([{ key: 'a', ...time(30, 31) }])
  index.put('b', [time(10, 12), time(-1_000, 11.5)])
  index.put('c', [time(12, 13), time(20, 20)])
  expect(index.within(at(11), at(40))).toEqual([at(-1_000), at(13), at(20), at(20), at(30), at(31)])
  expect(index.entries(at(11), at(21))).toEqual([
    { key: 'b', ...time(-1_000, 11.5) },
    { key: 'b', ...time(10, 12) },
    { key: 'c', ...time(12, 13) },
    { key: 'c', ...time(20, 20) },
  ])
  expect(index.within(at(13), at(20))).toEqual([])
  expect(index.size).toBe(5)
})

test('S6 a key holds what it was given last', () => {
  const index = createBusyIndex()
  index.put('a', [time(1, 2), time(1, 2), time(5, 4)])
  expect(index.size).toBe(2)
  index.put('a', [time(3, 4)])
  index.put('b', [time(3, 4)])
  expect(index.entries(at(0), at(9))).toEqual([
    { key: 'a', ...time(3, 4) },
    { key: 'b', ...time(3, 4) },
  ])
  index.remove('a')
  index.remove('nobody')
  expect(index.entries(at(0), at(9))).toEqual([{ key: 'b', ...time(3, 4) }])
  index.put('b', [])
  expect(index.size).toBe(0)
})

test('S6 the longest time of all is found', () => {
  const ever = { start: instant(-8.64e15), end: instant(8.64e15) }
  expect(createBusyIndex([{ key: 'ever', ...ever }]).within(at(5), at(6))).toEqual([ever.start, ever.end])
})

const lengths = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * HOUR }), fc.integer({ min: 0, max: 90 * DAY }))
const times = fc
  .tuple(fc.integer({ min: 0, max: 100 * DAY }), lengths)
  .map(([start, length]) => ({ start: instant(start), end: instant(start + length) }))
const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.array(times, { maxLength: 6 })))
const touches = (one: Interval, start: number, end: number): boolean =>
  one.start < end && (one.end > start || one.start >= start)

test('S6 after any changes the answer is that of a look at everything', () => {
  fc.assert(
    fc.property(changes, times, (steps, { start, end }) => {
      const index = createBusyIndex()
      const all = new Map<string, readonly Interval[]>()
      for (const [key, own] of steps) {
        index.put(key, own)
        all.set(key, own)
      }
      const held = [...all].flatMap(([key, own]) => own.map((one) => ({ key, ...one })))
      const found = held.filter((one) => touches(one, start, end))
      const sorted = (list: readonly Interval[]) => list.map((one) => JSON.stringify(one)).toSorted()
      expect(index.within(start, end)).toEqual(spansOf(found))
      expect(sorted(index.entries(start, end))).toEqual(
        sorted(found.map(({ key, start, end }) => ({ key, start, end }))),
      )
      expect(index.entries(start, end).every((one, i, list) => i === 0 || (list[i - 1]?.start ?? 0) <= one.start)).toBe(
        true,
      )
      expect(createBusyIndex(held).within(start, end)).toEqual(index.within(start, end))
      expect(index.size).toBe(held.length)
    }),
    { numRuns: 300 },
  )
})

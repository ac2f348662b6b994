import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstEndingAfter,
  intersectSpans,
  mergeSpans,
  spansOf,
  spansWithin,
  subtractSpans,
  subtractWidened,
  uniteSpans,
  type Spans,
} from '../../../src/core/time/spans.ts'

test('S4 spans that touch or overlap merge, in any order', () => {
  expect(mergeSpans([5, 7, 1, 3, 3, 4, 6, 9, 8, 8])).toEqual([1, 4, 5, 9])
  expect(mergeSpans([0, 20, 1, 3, 5, 7, 21, 22])).toEqual([0, 20, 21, 22])
  expect(spansOf([{ start: 5, end: 7 }])).toEqual([5, 7])
  expect(mergeSpans([])).toEqual([])
})

test('S4 a span that ends before it starts is nothing', () => {
  expect(mergeSpans([5, 4])).toEqual([])
  expect(mergeSpans([5, 4, 1, 2, 9, 8])).toEqual([1, 2])
})

test('S6 a moment that stands alone stays, one at an edge is part of it', () => {
  expect(mergeSpans([4, 4, 1, 2])).toEqual([1, 2, 4, 4])
  expect(mergeSpans([4, 4, 4, 4])).toEqual([4, 4])
  expect(mergeSpans([4, 4, 2, 4])).toEqual([2, 4])
})

test('S5 what is taken away leaves holes', () => {
  expect(subtractSpans([0, 10, 20, 30], [2, 4, 8, 22, 25, 26, 27, 27])).toEqual([0, 2, 4, 8, 22, 25, 26, 30])
  expect(subtractSpans([0, 10], [])).toEqual([0, 10])
  expect(subtractSpans([], [0, 10])).toEqual([])
})

test('S7 what is taken away may be made longer first', () => {
  expect(subtractWidened([0, 30], [10, 12, 15, 15], { back: 2, forth: 1 })).toEqual([0, 8, 16, 30])
  expect(subtractWidened([0, 5, 9, 11], [6, 7, 14, 15], { back: 4, forth: 2 })).toEqual([0, 2, 9, 10])
})

test('S6 the spans within a stretch of time stay whole', () => {
  const spans = [0, 5, 8, 9, 12, 20, 30, 30]
  expect(spansWithin(spans, 5, 14)).toEqual([8, 9, 12, 20])
  expect(spansWithin(spans, 4, 40)).toBe(spans)
  expect(spansWithin(spans, 20, 30)).toEqual([])
  expect(spansWithin(spans, 30, 31)).toEqual([30, 30])
  expect(spansWithin([], 0, 1)).toEqual([])
  expect(firstEndingAfter(spans, 9)).toBe(4)
})

const pairs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 })), { maxLength: 12 })
  .map((list) => list.flatMap(([start, length]) => [start, start + length]))
const spans = pairs.map(mergeSpans)

const has = (list: readonly number[], point: number): boolean =>
  list.some((start, i) => i % 2 === 0 && start <= point && point < (list[i + 1] ?? 0))
const points = Array.from({ length: 80 }, (_, i) => i / 2 - 4)
const isMerged = (list: Spans): boolean =>
  list.every((value, i) => i === 0 || (i % 2 === 0 ? value > (list[i - 1] ?? 0) : value >= (list[i - 1] ?? 0)))

test('S4 merging changes no point, and is done once', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const merged = mergeSpans(list)
      expect(points.map((point) => has(merged, point))).toEqual(points.map((point) => has(list, point)))
      expect(isMerged(merged)).toBe(true)
      expect(mergeSpans(merged)).toBe(merged)
    }),
  )
})

const crowded = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: -2, max: 3 })), {
    minLength: 100,
    maxLength: 150,
  })
  .map((list) => [[1e12, 1] as const, ...list].flatMap(([start, length]) => [start, start + length]))

test('S4 times that crowd together far from another merge like any', () => {
  fc.assert(
    fc.property(crowded, (list) => {
      const merged = mergeSpans(list)
      const everywhere = Array.from({ length: 620 }, (_, i) => i / 2)
      expect(everywhere.map((point) => has(merged, point))).toEqual(everywhere.map((point) => has(list, point)))
      expect(isMerged(merged)).toBe(true)
      expect(merged.slice(-2)).toEqual([1e12, 1e12 + 1])
    }),
    { numRuns: 30 },
  )
})

test('S6 taking away, having in common and uniting agree with a look at every point, and stay merged', () => {
  fc.assert(
    fc.property(spans, spans, spans, (a, b, c) => {
      const left = subtractSpans(a, b)
      const both = intersectSpans(a, b)
      const any = uniteSpans([a, b, c])
      for (const point of points) {
        expect(has(left, point)).toBe(has(a, point) && !has(b, point))
        expect(has(both, point)).toBe(has(a, point) && has(b, point))
        expect(has(any, point)).toBe(has(a, point) || has(b, point) || has(c, point))
      }
      expect([left, both, any].every(isMerged)).toBe(true)
      expect(any).toEqual(mergeSpans([...a, ...b, ...c]))
    }),
  )
})

test('S7 making longer and taking away is what merging the longer ones and taking them away is', () => {
  const gaps = fc.record({ back: fc.nat({ max: 5 }), forth: fc.nat({ max: 5 }) })
  fc.assert(
    fc.property(spans, spans, gaps, (a, b, by) => {
      const longer = mergeSpans(b.map((value, i) => (i % 2 === 0 ? value - by.back : value + by.forth)))
      expect(subtractWidened(a, b, by)).toEqual(subtractWidened(a, longer, { back: 0, forth: 0 }))
    }),
  )
})

test('S6 spans within a stretch are those that a look at each finds', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 70 }), fc.nat({ max: 20 }), (list, start, length) => {
      const end = start + length
      const found = list.flatMap((from, i) => {
        const until = list[i + 1] ?? 0
        const overlaps = from < end && (until > start || (from === until && from === start))
        return i % 2 === 0 && overlaps ? [from, until] : []
      })
      expect(spansWithin(list, start, end)).toEqual(found)
    }),
  )
})

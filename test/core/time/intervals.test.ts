import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  busyWithin,
  intersectIntervals,
  mergeIntervals,
  subtractIntervals,
  type SpanOf,
} from '../../../src/core/time/intervals.ts'

type Span = SpanOf<number>
const span = (start: number, end: number): Span => ({ start, end })

test('S4 spans that touch or overlap merge, in any order', () => {
  expect(mergeIntervals([span(5, 7), span(1, 3), span(3, 4), span(6, 9), span(8, 8)])).toEqual([span(1, 4), span(5, 9)])
})

test('S6 an empty span that stands alone stays', () => {
  expect(mergeIntervals([span(4, 4), span(1, 2)])).toEqual([span(1, 2), span(4, 4)])
  expect(mergeIntervals([])).toEqual([])
})

test('S5 what is taken away leaves holes', () => {
  expect(subtractIntervals([span(0, 10), span(20, 30)], [span(2, 4), span(8, 22), span(25, 26)])).toEqual([
    span(0, 2),
    span(4, 8),
    span(22, 25),
    span(26, 30),
  ])
})

test('S6 the busy times within a span are clipped to it', () => {
  const busy = [span(0, 5), span(8, 9), span(12, 20), span(30, 31)]
  expect(busyWithin(busy, span(5, 14))).toEqual([span(8, 9), span(12, 14)])
  expect(busyWithin(busy, span(4, 40))).toEqual([span(4, 5), span(8, 9), span(12, 20), span(30, 31)])
  expect(busyWithin(busy, span(20, 30))).toEqual([])
  expect(busyWithin([], span(0, 1))).toEqual([])
})

const spans = fc
  .array(
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }))
      .map(([start, length]) => span(start, start + length)),
    { maxLength: 12 },
  )
  .map((list) => mergeIntervals(list))

const covers = (list: readonly Span[], point: number): boolean =>
  list.some(({ start, end }) => start <= point && point < end)
const points = Array.from({ length: 70 }, (_, point) => point)

test('S6 taking away and having in common agree with a look at every point, and stay merged', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const left = subtractIntervals(a, b)
      const both = intersectIntervals(a, b)
      for (const point of points) {
        expect(covers(left, point)).toBe(covers(a, point) && !covers(b, point))
        expect(covers(both, point)).toBe(covers(a, point) && covers(b, point))
      }
      expect(mergeIntervals(left)).toEqual(left)
      expect(both.every((item) => item.start < item.end)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

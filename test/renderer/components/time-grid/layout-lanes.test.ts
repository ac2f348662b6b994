import { array, assert, integer, nat, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { layoutLanes } from '../../../../src/renderer/components/time-grid/layout-lanes.ts'

const OPTIONS = { maxLanes: 4, minLength: 15 }

function span(from: number, to: number) {
  return { from, to }
}

test('what does not overlap has the whole width', () => {
  const [a, b] = [span(60, 120), span(120, 180)]
  expect(layoutLanes([a, b], OPTIONS)).toEqual({
    placed: [
      { item: a, lane: 0, lanes: 1, spread: 1 },
      { item: b, lane: 0, lanes: 1, spread: 1 },
    ],
    crowds: [],
  })
})

test('what overlaps stands side by side, and spreads over lanes that are free beside it', () => {
  const [a, b, c, d] = [span(0, 180), span(0, 60), span(30, 90), span(100, 160)]
  expect(layoutLanes([a, b, c, d], OPTIONS).placed).toEqual([
    { item: a, lane: 0, lanes: 3, spread: 1 },
    { item: b, lane: 1, lanes: 3, spread: 1 },
    { item: d, lane: 1, lanes: 3, spread: 2 },
    { item: c, lane: 2, lanes: 3, spread: 1 },
  ])
})

test('of equal starts the longer one stands first', () => {
  const [short, long] = [span(60, 90), span(60, 120)]
  expect(layoutLanes([short, long], OPTIONS).placed.map(({ item }) => item)).toEqual([long, short])
})

test('an event without length takes the least length', () => {
  const [moment, next] = [span(60, 60), span(70, 100)]
  expect(layoutLanes([moment, next], OPTIONS).placed.map(({ lanes }) => lanes)).toEqual([2, 2])
})

test('what needs too many lanes gathers in a crowd in the last one', () => {
  const many = Array.from({ length: 30 }, (_, at) => span(60 + at, 120))
  const { placed, crowds } = layoutLanes(many, OPTIONS)
  expect(placed.map(({ item, lane }) => [item, lane])).toEqual([
    [many[0], 0],
    [many[1], 1],
    [many[2], 2],
  ])
  expect(crowds).toEqual([{ from: 63, to: 120, items: many.slice(3), lane: 3, lanes: 4 }])
})

test('law: every event is shown or counted once, and nothing that is shown covers anything else', () => {
  const spans = array(
    tuple(nat(1_400), nat(300)).map(([from, length]) => span(from, Math.min(from + length, 1_440))),
    { maxLength: 60 },
  )
  assert(
    property(spans, integer({ min: 2, max: 8 }), (items, maxLanes) => {
      const { placed, crowds } = layoutLanes(items, { maxLanes, minLength: 15 })
      const seen = [...placed.map(({ item }) => item), ...crowds.flatMap((crowd) => crowd.items)]
      expect(new Set(seen)).toEqual(new Set(items))
      expect(seen.length).toBe(items.length)
      const boxes = [
        ...placed.map(({ item, lane, lanes, spread }) => ({
          from: item.from,
          to: Math.max(item.to, item.from + 15),
          left: lane / lanes,
          right: (lane + spread) / lanes,
        })),
        ...crowds.map(({ from, to, lane, lanes }) => ({ from, to, left: lane / lanes, right: (lane + 1) / lanes })),
      ]
      const covered = boxes.flatMap((a, at) =>
        boxes
          .slice(at + 1)
          .filter((b) => a.from < b.to && b.from < a.to && a.left < b.right - 1e-9 && b.left < a.right - 1e-9)
          .map((b) => [a, b]),
      )
      expect(covered).toEqual([])
    }),
  )
})

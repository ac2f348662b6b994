import { expect, test } from 'vitest'
import { instant } from '../../../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../../../src/core/model/wall.ts'
import { addDays } from '../../../../src/core/time/wall-clock.ts'
import { datesOf, layoutBars } from '../../../../src/renderer/components/time-grid/day-bars.ts'
import { isInDayLane } from '../../../../src/renderer/components/time-grid/segments.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')
const MONDAY = WallDate.parse('2026-11-16')
const WEEK = Array.from({ length: 7 }, (_, day) => addDays(MONDAY, day))

function dates(first: number, last: number) {
  return { first: addDays(MONDAY, first), last: addDays(MONDAY, last) }
}

test('bars stack in the fewest rows and are cut at the edges of the week', () => {
  const [before, short, later, after] = [dates(-3, 1), dates(1, 1), dates(2, 3), dates(5, 9)]
  expect(layoutBars([before, short, later, after], WEEK)).toEqual([
    { item: before, column: 0, length: 2, row: 0, startsHere: false, endsHere: true },
    { item: short, column: 1, length: 1, row: 1, startsHere: true, endsHere: true },
    { item: later, column: 2, length: 2, row: 0, startsHere: true, endsHere: true },
    { item: after, column: 5, length: 2, row: 0, startsHere: true, endsHere: false },
  ])
})

test('what does not touch the week is left out', () => {
  expect(layoutBars([dates(-3, -1), dates(7, 8)], WEEK)).toEqual([])
})

test('an event touches the dates its zone shows, and not the one at whose midnight it ends', () => {
  const time = {
    kind: 'timed',
    startsAt: instant(Date.parse('2026-11-20T22:00:00Z')),
    endsAt: instant(Date.parse('2026-11-21T23:00:00Z')),
    zone: BERLIN,
  } as const
  expect(datesOf(time, BERLIN)).toEqual({ first: '2026-11-20', last: '2026-11-21' })
  expect(datesOf(time, ZoneName.parse('Asia/Kathmandu'))).toEqual({ first: '2026-11-21', last: '2026-11-22' })
  expect(isInDayLane(time)).toBe(true)
  const floating = {
    kind: 'floating',
    start: WallTime.parse('2026-11-20T20:00:00'),
    end: WallTime.parse('2026-11-21T00:00:00'),
  } as const
  expect(datesOf(floating, BERLIN)).toEqual({ first: '2026-11-20', last: '2026-11-20' })
  expect(isInDayLane(floating)).toBe(false)
})

import { expect, test } from 'vitest'
import { HOUR, instant, MINUTE } from '../../../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../../../src/core/model/wall.ts'
import {
  createdTime,
  movedTime,
  pressedTime,
  resizedTime,
} from '../../../../src/renderer/components/time-grid/drag-plan.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')

function at(date: string, minute: number) {
  return { column: { key: date, date: WallDate.parse(date), zone: BERLIN, open: undefined }, minute }
}

function timed(from: string, to: string) {
  return { kind: 'timed', startsAt: instant(Date.parse(from)), endsAt: instant(Date.parse(to)), zone: BERLIN } as const
}

const LUNCH = timed('2026-11-20T12:00:00+01:00', '2026-11-20T12:45:00+01:00')

test('a drag on free time makes what lies between, on quarters of an hour, in either direction', () => {
  const expected = timed('2026-11-20T09:00:00+01:00', '2026-11-20T10:30:00+01:00')
  expect(createdTime(at('2026-11-20', 544), at('2026-11-20', 627))).toEqual(expected)
  expect(createdTime(at('2026-11-20', 627), at('2026-11-20', 544))).toEqual(expected)
})

test('a drag within one step makes one step, a press half an hour', () => {
  expect(createdTime(at('2026-11-20', 541), at('2026-11-20', 542))).toEqual(
    timed('2026-11-20T09:00:00+01:00', '2026-11-20T09:15:00+01:00'),
  )
  expect(pressedTime(at('2026-11-20', 559))).toEqual(timed('2026-11-20T09:00:00+01:00', '2026-11-20T09:30:00+01:00'))
  expect(pressedTime(at('2026-11-20', 1_440))).toEqual(timed('2026-11-20T23:30:00+01:00', '2026-11-21T00:00:00+01:00'))
})

test('a drag over the hour that spring skips has the real time in it', () => {
  const made = createdTime(at('2026-03-29', 105), at('2026-03-29', 195))
  expect(made).toEqual(timed('2026-03-29T01:45:00+01:00', '2026-03-29T03:15:00+02:00'))
  expect(made.kind === 'timed' && made.endsAt - made.startsAt).toBe(HOUR / 2)
})

test('an event moves by days and minutes, keeps its length, and comes to stand on the grid', () => {
  expect(movedTime(LUNCH, at('2026-11-20', 730), at('2026-11-18', 800))).toEqual(
    timed('2026-11-18T13:15:00+01:00', '2026-11-18T14:00:00+01:00'),
  )
  const odd = timed('2026-11-20T12:07:00+01:00', '2026-11-20T12:50:00+01:00')
  expect(movedTime(odd, at('2026-11-20', 730), at('2026-11-20', 745))).toEqual(
    timed('2026-11-20T12:15:00+01:00', '2026-11-20T12:58:00+01:00'),
  )
})

test('an event that stays where it is stays as it is, to the minute, also in the second pass of a repeated hour', () => {
  const odd = timed('2026-10-25T02:07:00+01:00', '2026-10-25T02:37:00+01:00')
  expect(movedTime(odd, at('2026-10-25', 130), at('2026-10-25', 135))).toBe(odd)
})

test('over a clock change the wall reading moves, the exact length stays', () => {
  const night = timed('2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00')
  const moved = movedTime(night, at('2026-03-28', 1_330), at('2026-03-27', 1_330))
  expect(moved).toEqual(timed('2026-03-27T22:00:00+01:00', '2026-03-28T05:00:00+01:00'))
})

test('a reading that the zone skips is moved on (T1)', () => {
  const early = timed('2026-03-28T02:30:00+01:00', '2026-03-28T03:00:00+01:00')
  expect(movedTime(early, at('2026-03-28', 155), at('2026-03-29', 155))).toEqual(
    timed('2026-03-29T03:30:00+02:00', '2026-03-29T04:00:00+02:00'),
  )
})

test('either end can be drawn, down to one step', () => {
  expect(resizedTime(LUNCH, 'end', at('2026-11-20', 811))).toEqual({
    ...LUNCH,
    endsAt: instant(LUNCH.startsAt + 90 * MINUTE),
  })
  expect(resizedTime(LUNCH, 'end', at('2026-11-20', 600))).toEqual({
    ...LUNCH,
    endsAt: instant(LUNCH.startsAt + 15 * MINUTE),
  })
  expect(resizedTime(LUNCH, 'start', at('2026-11-20', 690))).toEqual({
    ...LUNCH,
    startsAt: instant(LUNCH.startsAt - 30 * MINUTE),
  })
  expect(resizedTime(LUNCH, 'start', at('2026-11-21', 0))).toEqual({
    ...LUNCH,
    startsAt: instant(LUNCH.endsAt - 15 * MINUTE),
  })
})

test('a floating event moves and grows on its own clock', () => {
  const floating = {
    kind: 'floating',
    start: WallTime.parse('2026-11-20T09:00:00'),
    end: WallTime.parse('2026-11-20T10:00:00'),
  } as const
  expect(movedTime(floating, at('2026-11-20', 550), at('2026-11-21', 580))).toEqual({
    kind: 'floating',
    start: '2026-11-21T09:30:00',
    end: '2026-11-21T10:30:00',
  })
  expect(movedTime(floating, at('2026-11-20', 550), at('2026-11-20', 552))).toBe(floating)
  expect(resizedTime(floating, 'end', at('2026-11-20', 660))).toEqual({ ...floating, end: '2026-11-20T11:00:00' })
  expect(resizedTime(floating, 'start', at('2026-11-20', 660))).toEqual({ ...floating, start: '2026-11-20T09:45:00' })
})

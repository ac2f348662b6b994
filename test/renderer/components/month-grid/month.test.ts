import { expect, test } from 'vitest'
import { WallDate, ZoneName } from '../../../../src/core/model/wall.ts'
import { addMonths, monthWeeks, weekOf } from '../../../../src/renderer/components/month-grid/month-weeks.ts'
import { linesOf, weekLines } from '../../../../src/renderer/components/month-grid/week-lines.ts'
import type { GridEvent } from '../../../../src/renderer/components/time-grid/grid-model.ts'
import { allDay, timed } from '../../clinic.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')
const date = (text: string): WallDate => WallDate.parse(text)

function event(key: string, { time }: ReturnType<typeof timed>): GridEvent {
  if (!time) throw new Error('no time')
  return {
    key,
    time,
    title: key,
    location: '',
    colour: '#000000',
    calendarName: '',
    tone: 'plain',
    movable: true,
    waiting: false,
    booked: false,
    recurring: false,
    private: false,
  }
}

test('a month is shown in the whole weeks that touch it', () => {
  const weeks = monthWeeks(date('2026-11-20'), 1)
  expect(weeks.map((week) => [week[0], week[6]])).toEqual([
    ['2026-10-26', '2026-11-01'],
    ['2026-11-02', '2026-11-08'],
    ['2026-11-09', '2026-11-15'],
    ['2026-11-16', '2026-11-22'],
    ['2026-11-23', '2026-11-29'],
    ['2026-11-30', '2026-12-06'],
  ])
  expect(monthWeeks(date('2026-02-10'), 0)).toHaveLength(4)
})

test('a week begins on the day the workspace says', () => {
  expect(weekOf(date('2026-11-22'), 1)[0]).toBe('2026-11-16')
  expect(weekOf(date('2026-11-22'), 0)[0]).toBe('2026-11-22')
  expect(weekOf(date('2026-11-20'), 6)[0]).toBe('2026-11-14')
})

test('a month later is the same day, or the last one there is', () => {
  expect(addMonths(date('2026-01-31'), 1)).toBe('2026-02-28')
  expect(addMonths(date('2024-03-31'), -1)).toBe('2024-02-29')
  expect(addMonths(date('2026-11-20'), 2)).toBe('2027-01-20')
  expect(addMonths(date('2026-01-15'), -13)).toBe('2024-12-15')
})

test('a day that has more than its room keeps its last line for the number of the rest', () => {
  const week = weekOf(date('2026-11-20'), 1)
  const events = [
    event('a', timed(date('2026-11-17'), '09:00', '10:00')),
    event('b', timed(date('2026-11-17'), '08:00', '09:00')),
    event('c', timed(date('2026-11-17'), '11:00', '12:00')),
    event('long', allDay(date('2026-11-16'), 3)),
    event('d', timed(date('2026-11-18'), '11:00', '12:00')),
  ]
  const { bars, hidden } = weekLines(linesOf(events, BERLIN), week, 3)
  expect(bars.map(({ item, column, row }) => [item.event.key, column, row])).toEqual([
    ['long', 0, 0],
    ['b', 1, 1],
    ['d', 2, 1],
  ])
  expect(hidden.map((day) => day.map(({ key }) => key))).toEqual([[], ['a', 'c'], [], [], [], [], []])
})

test('a day that just fits shows everything', () => {
  const week = weekOf(date('2026-11-20'), 1)
  const events = ['08', '09', '10'].map((hour) => event(hour, timed(date('2026-11-17'), `${hour}:00`, `${hour}:30`)))
  const { bars, hidden } = weekLines(linesOf(events, BERLIN), week, 3)
  expect(bars).toHaveLength(3)
  expect(hidden.flat()).toEqual([])
})

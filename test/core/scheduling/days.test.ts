import { expect, test } from 'vitest'
import { WallDate } from '../../../src/core/model/wall.ts'
import { dayOf, daysBetween, weekdayOfDay } from '../../../src/core/scheduling/days.ts'

const DAY = 86_400_000

test('S5 every date of 400 years is one more than the date before, as Date counts them', () => {
  const days = Array.from({ length: 146_097 }, (_, i) => Math.floor(Date.UTC(1800, 0, 1) / DAY) + i)
  const dates = days.map((day) => WallDate.parse(new Date(day * DAY).toISOString().slice(0, 10)))
  expect(dates.filter((date, i) => dayOf(date) !== days[i])).toEqual([])
  expect(days.filter((day) => weekdayOfDay(day) !== new Date(day * DAY).getUTCDay())).toEqual([])
})

test('S5 the first and the last year that can be written', () => {
  const of = (date: string): number => dayOf(WallDate.parse(date)) * DAY
  const dates = ['0000-01-01', '0000-02-29', '0000-03-01', '0099-12-31', '9999-12-31']
  expect(dates.map(of)).toEqual(dates.map((date) => Date.parse(`${date}T00:00Z`)))
})

test('S5 both dates of a span belong to it, as far as they lie within', () => {
  const between = (from: string, until: string): number[] =>
    daysBetween(WallDate.parse(from), WallDate.parse(until), { first: 2, last: 5 })
  expect(between('1970-01-04', '1970-01-05')).toEqual([3, 4])
  expect(between('1970-01-01', '1970-01-04')).toEqual([2, 3])
  expect(between('1970-01-05', '1970-01-09')).toEqual([4, 5])
  expect(between('1970-01-05', '1970-01-04')).toEqual([])
  expect(between('0001-01-01', '9999-12-31')).toEqual([2, 3, 4, 5])
})

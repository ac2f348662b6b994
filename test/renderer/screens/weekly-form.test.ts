import { expect, test } from 'vitest'
import { faultOf, nextSpan, weeklyForm, weeklyHoursOf } from '../../../src/renderer/screens/hours/weekly-form.ts'
import { schedule } from '../clinic.ts'

test('weekly hours become fields and come back, with the closed days named', () => {
  const form = weeklyForm(schedule)
  expect(form[5]).toEqual([{ from: 480, to: 780 }])
  expect(weeklyHoursOf(form)).toEqual([{ day: 0, ranges: [] }, ...schedule.weekly, { day: 6, ranges: [] }])
})

test('ends must lie after starts, and no two ranges may overlap', () => {
  expect(faultOf([{ from: 540, to: 540 }])).toBe('inverted')
  expect(
    faultOf([
      { from: 800, to: 900 },
      { from: 540, to: 801 },
    ]),
  ).toBe('overlapping')
  expect(
    faultOf([
      { from: 800, to: 900 },
      { from: 540, to: 800 },
    ]),
  ).toBeUndefined()
})

test('another range is offered after the last one while the day has room', () => {
  expect(nextSpan([])).toEqual({ from: 540, to: 1020 })
  expect(nextSpan([{ from: 480, to: 720 }])).toEqual({ from: 780, to: 900 })
  expect(nextSpan([{ from: 480, to: 1320 }])).toEqual({ from: 1380, to: 1440 })
  expect(nextSpan([{ from: 480, to: 1380 }])).toBeUndefined()
})

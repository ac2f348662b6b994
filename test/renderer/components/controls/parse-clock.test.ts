import { expect, test } from 'vitest'
import { parseClock } from '../../../../src/renderer/components/controls/parse-clock.ts'

test.each([
  ['9', 540],
  ['09:30', 570],
  ['930', 570],
  ['1645', 1005],
  ['9.30', 570],
  ['14h', 840],
  ['14h30', 870],
  ['2pm', 840],
  ['2:15 p.m.', 855],
  ['12 am', 0],
  ['12pm', 720],
  ['0:00', 0],
  ['24:00', 1440],
  [' 8:05 ', 485],
])('%s is %i minutes', (text, minutes) => {
  expect(parseClock(text)).toBe(minutes)
})

test.each(['', 'noon', '25', '9:60', '13pm', '0am', '24:01', '9:5', '-1'])('%j is no time of day', (text) => {
  expect(parseClock(text)).toBeUndefined()
})

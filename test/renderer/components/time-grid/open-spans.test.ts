import { expect, test } from 'vitest'
import { WallDate, ZoneName } from '../../../../src/core/model/wall.ts'
import { closedSpans, openSpans } from '../../../../src/renderer/components/time-grid/open-spans.ts'
import { hourLabels } from '../../../../src/renderer/components/time-grid/zone-hours.ts'
import { at } from '../../../support/test-desk.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')
const KATHMANDU = ZoneName.parse('Asia/Kathmandu')
const FRIDAY = WallDate.parse('2026-11-20')
const hours = (from: string, until: string) => ({ start: at(`${from}:00+01:00`), end: at(`${until}:00+01:00`) })

test('hours of the day, as minutes', () => {
  const day = [hours('2026-11-20T08:00', '2026-11-20T12:30'), hours('2026-11-20T13:30', '2026-11-20T18:00')]
  expect(openSpans(day, { date: FRIDAY, zone: BERLIN })).toEqual([
    { from: 480, to: 750 },
    { from: 810, to: 1080 },
  ])
  expect(openSpans(day, { date: WallDate.parse('2026-11-21'), zone: BERLIN })).toEqual([])
})

test('hours are shown where this clock has them, also on the day after', () => {
  const late = [hours('2026-11-20T18:00', '2026-11-21T00:00')]
  expect(openSpans(late, { date: FRIDAY, zone: KATHMANDU })).toEqual([{ from: 1365, to: 1440 }])
  expect(openSpans(late, { date: WallDate.parse('2026-11-21'), zone: KATHMANDU })).toEqual([{ from: 0, to: 285 }])
})

test('what is closed is the rest of the 24 hours', () => {
  expect(closedSpans([{ from: 480, to: 750 }])).toEqual([
    { from: 0, to: 480 },
    { from: 750, to: 1440 },
  ])
  expect(closedSpans([])).toEqual([{ from: 0, to: 1440 }])
  expect(closedSpans([{ from: 0, to: 1440 }])).toEqual([])
})

test('a gutter shows its own clock beside the hours, with the change of date', () => {
  const labels = hourLabels(FRIDAY, BERLIN, KATHMANDU)
  expect(labels[0]).toEqual({ minute: 60, shows: 345, dayShift: 0 })
  expect(labels[19]).toEqual({ minute: 1200, shows: 45, dayShift: 1 })
  expect(hourLabels(FRIDAY, KATHMANDU, BERLIN)[0]).toEqual({ minute: 60, shows: 1215, dayShift: -1 })
})

test('the gutter of the columns’ own zone shows all labels, also the one that a clock change skips', () => {
  expect(hourLabels(WallDate.parse('2026-03-29'), BERLIN, BERLIN)[1]).toEqual({ minute: 120, shows: 120, dayShift: 0 })
})

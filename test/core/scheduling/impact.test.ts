import { expect, test } from 'vitest'
import { impactOf } from '../../../src/core/scheduling/impact.ts'
import { absence, hostHours, ranges, weekly } from './hours-builder.ts'
import { time } from './offer-builder.ts'

// London in November: UTC. 09:00-17:00 every day.
const MORNING = { name: 'morning', ...time('2026-11-20T09:00Z', '2026-11-20T10:00Z') }
const NOON = { name: 'noon', ...time('2026-11-20T11:30Z', '2026-11-20T12:30Z') }
const EVENING = { name: 'evening', ...time('2026-11-20T16:30Z', '2026-11-20T17:30Z') }
const NEXT_DAY = { name: 'next day', ...time('2026-11-21T09:00Z', '2026-11-21T10:00Z') }
const BOOKED = [NEXT_DAY, EVENING, NOON, MORNING]

test('C12 a shorter schedule affects what lay in it and no longer does, on either side of its edge', () => {
  const from = (text: string): string[] =>
    impactOf(hostHours(), hostHours({ weekly: weekly(text) }), BOOKED).map(({ name }) => name)
  expect(from('09:00-12:30')).toEqual([])
  expect(from('09:00-12:29')).toEqual(['noon'])
  expect(from('09:01-12:30')).toEqual(['next day', 'morning'])
  expect(from('09:00-12:00 12:00-17:00')).toEqual([])
  expect(from('09:00-12:00 12:01-17:00')).toEqual(['noon'])
})

test('C12 an override, an absence and a journey affect their dates', () => {
  const names = (given: Parameters<typeof hostHours>[0]): string[] =>
    impactOf(hostHours(), hostHours(given), BOOKED).map(({ name }) => name)
  expect(names({ overrides: [{ date: '2026-11-20', ranges: ranges('11:00-13:00') }] })).toEqual(['morning'])
  expect(names({ absences: [absence(1, { kind: 'dates', from: '2026-11-21', until: '2026-11-30' })] })).toEqual([
    'next day',
  ])
  const travel = [{ from: '2026-11-21', until: '2026-11-21', zone: 'America/New_York' }]
  expect(names({ travel })).toEqual(['next day'])
  expect(names({ travel: [{ ...travel[0], from: '2026-11-20' }] })).toEqual(['next day', 'noon', 'morning'])
})

test('C12 what lay outside before is not affected, and longer hours affect nothing', () => {
  expect(impactOf(hostHours({ weekly: [] }), hostHours({ weekly: [] }), BOOKED)).toEqual([])
  expect(impactOf(hostHours(), hostHours({ weekly: weekly('00:00-24:00') }), BOOKED)).toEqual([])
  expect(impactOf(hostHours(), hostHours({ weekly: [] }), [EVENING])).toEqual([])
  expect(impactOf(hostHours(), hostHours({ weekly: [] }), [])).toEqual([])
})

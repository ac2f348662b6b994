import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { WallTime, ZoneName } from '../../../src/core/model/wall.ts'
import { promiseMoved } from '../../../src/core/time/moved-promise.ts'

const moved = (start: string, wall: string, zone: string): string | undefined => {
  const promised = { start: WallTime.parse(wall), zone: ZoneName.parse(zone), tz: '2020a' }
  const now = promiseMoved({ start: instant(Date.parse(start)), promised })
  return now === undefined ? undefined : new Date(now).toISOString()
}

test('T3 a promised wall time that stands where the appointment is has not moved', () => {
  expect(moved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00', 'Europe/Berlin')).toBeUndefined()
})

test('T3 a zone that no longer changes its clocks moves what was promised', () => {
  // Until 2022 Mexico had summer time; it was booked as 09:00 of -05:00.
  expect(moved('2026-07-01T14:00:00Z', '2026-07-01T09:00:00', 'America/Mexico_City')).toBe('2026-07-01T15:00:00.000Z')
})

test('T3 of a wall time that comes twice, either may have been promised', () => {
  expect(moved('2026-10-25T00:30:00Z', '2026-10-25T02:30:00', 'Europe/Berlin')).toBeUndefined()
  expect(moved('2026-10-25T01:30:00Z', '2026-10-25T02:30:00', 'Europe/Berlin')).toBeUndefined()
  expect(moved('2026-10-25T02:30:00Z', '2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
})

test('T1 T3 a promised wall time that is now skipped takes the offset before the gap', () => {
  expect(moved('2026-03-29T00:30:00Z', '2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
})

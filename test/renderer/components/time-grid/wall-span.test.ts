import { expect, test } from 'vitest'
import { instant } from '../../../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../../../src/core/model/wall.ts'
import { columnClock } from '../../../../src/renderer/components/time-grid/column-clock.ts'
import { wallSpan } from '../../../../src/renderer/components/time-grid/wall-span.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')

function timed(from: string, to: string) {
  return { kind: 'timed', startsAt: instant(Date.parse(from)), endsAt: instant(Date.parse(to)), zone: BERLIN } as const
}

function column(date: string, zone = 'Europe/Berlin') {
  return columnClock({ date: WallDate.parse(date), zone: ZoneName.parse(zone) })
}

test('an event stands where the clock of the column says it is', () => {
  const time = timed('2026-11-20T09:15:00+01:00', '2026-11-20T10:00:00+01:00')
  expect(wallSpan(time, column('2026-11-20'))).toEqual({ from: 555, to: 600, startsHere: true, endsHere: true })
  expect(wallSpan(time, column('2026-11-20', 'Asia/Kathmandu'))).toEqual({
    from: 840,
    to: 885,
    startsHere: true,
    endsHere: true,
  })
})

test('across midnight it stands in both columns, open where it goes on', () => {
  const time = timed('2026-11-20T23:00:00+01:00', '2026-11-21T01:30:00+01:00')
  expect(wallSpan(time, column('2026-11-20'))).toEqual({ from: 1380, to: 1440, startsHere: true, endsHere: false })
  expect(wallSpan(time, column('2026-11-21'))).toEqual({ from: 0, to: 90, startsHere: false, endsHere: true })
  expect(wallSpan(time, column('2026-11-22'))).toBeUndefined()
})

test('what ends at midnight does not touch the day that begins there, an event without length touches its own', () => {
  const late = timed('2026-11-20T23:00:00+01:00', '2026-11-21T00:00:00+01:00')
  expect(wallSpan(late, column('2026-11-20'))).toEqual({ from: 1380, to: 1440, startsHere: true, endsHere: true })
  expect(wallSpan(late, column('2026-11-21'))).toBeUndefined()
  const moment = timed('2026-11-21T00:00:00+01:00', '2026-11-21T00:00:00+01:00')
  expect(wallSpan(moment, column('2026-11-21'))).toEqual({ from: 0, to: 0, startsHere: true, endsHere: true })
  expect(wallSpan(moment, column('2026-11-20'))).toBeUndefined()
})

test('a day of 23 hours: an event across the skipped hour is drawn over it', () => {
  // 2026-03-29: 02:00 becomes 03:00 in Berlin. One hour of real time.
  const time = timed('2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00')
  expect(wallSpan(time, column('2026-03-29'))).toEqual({ from: 90, to: 210, startsHere: true, endsHere: true })
  const evening = timed('2026-03-29T20:00:00+02:00', '2026-03-29T21:00:00+02:00')
  expect(wallSpan(evening, column('2026-03-29'))).toEqual({ from: 1200, to: 1260, startsHere: true, endsHere: true })
})

test('a day of 25 hours: both passes of the repeated hour share its labels', () => {
  // 2026-10-25: 03:00 becomes 02:00 in Berlin.
  const first = timed('2026-10-25T02:15:00+02:00', '2026-10-25T02:45:00+02:00')
  const second = timed('2026-10-25T02:15:00+01:00', '2026-10-25T02:45:00+01:00')
  const span = { from: 135, to: 165, startsHere: true, endsHere: true }
  expect(wallSpan(first, column('2026-10-25'))).toEqual(span)
  expect(wallSpan(second, column('2026-10-25'))).toEqual(span)
})

test('an event that goes through the change is drawn over every label it lasts through', () => {
  const backwards = timed('2026-10-25T02:30:00+02:00', '2026-10-25T02:15:00+01:00')
  expect(wallSpan(backwards, column('2026-10-25'))).toEqual({ from: 120, to: 180, startsHere: true, endsHere: true })
  const long = timed('2026-10-25T01:00:00+02:00', '2026-10-25T05:00:00+01:00')
  expect(wallSpan(long, column('2026-10-25'))).toEqual({ from: 60, to: 300, startsHere: true, endsHere: true })
})

test('a zone that skips midnight: the day begins at 01:00, and what came from before begins at its top', () => {
  // 2026-09-06 in Santiago begins at 01:00.
  const day = column('2026-09-06', 'America/Santiago')
  const start = { kind: 'timed', startsAt: day.starts, endsAt: instant(day.starts + 3_600_000), zone: BERLIN } as const
  expect(wallSpan(start, day)).toEqual({ from: 60, to: 120, startsHere: true, endsHere: true })
  const before = { ...start, startsAt: instant(day.starts - 3_600_000) }
  expect(wallSpan(before, day)).toEqual({ from: 0, to: 120, startsHere: false, endsHere: true })
})

test('a floating event stands at its reading in every zone', () => {
  const time = {
    kind: 'floating',
    start: WallTime.parse('2026-11-20T09:00:00'),
    end: WallTime.parse('2026-11-20T10:30:00'),
  } as const
  const span = { from: 540, to: 630, startsHere: true, endsHere: true }
  expect(wallSpan(time, column('2026-11-20'))).toEqual(span)
  expect(wallSpan(time, column('2026-11-20', 'Asia/Kathmandu'))).toEqual(span)
  expect(wallSpan(time, column('2026-11-21'))).toBeUndefined()
})

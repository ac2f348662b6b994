import { expect, test } from 'vitest'
import { WallDate, ZoneName } from '../../../src/core/model/wall.ts'
import { openSlots } from '../../../src/core/scheduling/open-slots.ts'
import { isoWithOffset } from '../../../src/core/time/wall-clock.ts'
import { at, time, span, booked, hours, daily, host, query, starts } from './slot-query-builder.ts'

test('S2 starts lie on the grid of the type’s zone, never the viewer’s', () => {
  const kathmandu = host({ zone: 'Asia/Kathmandu' })
  expect(starts({ gridZone: 'Asia/Kathmandu', hosts: [kathmandu] })).toEqual(['03:15', '04:15', '05:15'])
  expect(starts({ gridZone: 'UTC', hosts: [kathmandu] })).toEqual(['04:00', '05:00'])
})

test('S2 the grid is counted from midnight, plus its offset', () => {
  expect(starts({ offset: 20, duration: 30 })).toEqual(['09:20', '10:20', '11:20'])
  expect(starts({ step: 50, duration: 30 })).toEqual(['09:10', '10:00', '10:50'])
  expect(starts({ step: 50, offset: 60, duration: 30 })).toEqual(['09:20', '10:10', '11:00'])
  // Every midnight starts anew: 23:20, then 00:00.
  const late = { hosts: [host({ weekly: daily('00:00-24:00') })], step: 50, duration: 15 }
  expect(starts({ ...late, range: time('2026-11-20T23:00Z', '2026-11-21T01:00Z') })).toEqual(['23:20', '00:00'])
})

test('S3 a range over a gap is one span', () => {
  const london = host({ zone: 'Europe/London', weekly: daily('00:30-03:00') })
  const range = time('2026-03-29T00:00Z', '2026-03-29T12:00Z')
  expect(starts({ range, gridZone: 'Europe/London', hosts: [london], duration: 30, step: 30 })).toEqual([
    '00:30',
    '01:00',
    '01:30',
  ])
})

test('S3 a range that lies wholly in a gap is nothing', () => {
  const london = host({ zone: 'Europe/London', weekly: daily('01:00-02:00') })
  const range = time('2026-03-29T00:00Z', '2026-03-29T12:00Z')
  expect(starts({ range, gridZone: 'Europe/London', hosts: [london], duration: 15, step: 15 })).toEqual([])
})

test('S3 an hour that comes twice is offered twice, with distinct labels', () => {
  const zone = ZoneName.parse('Europe/London')
  const range = time('2026-10-24T23:00Z', '2026-10-25T23:00Z')
  const hosts = [host({ zone, weekly: daily('00:00-03:00') })]
  const slots = openSlots(query({ range, gridZone: zone, hosts, duration: 30, step: 30 }))
  expect(slots.map((start) => isoWithOffset(start, zone).slice(11))).toEqual([
    '00:00:00+01:00',
    '00:30:00+01:00',
    '01:00:00+01:00',
    '01:30:00+01:00',
    '01:00:00+00:00',
    '01:30:00+00:00',
    '02:00:00+00:00',
    '02:30:00+00:00',
  ])
})

test('S3 a date that a zone skips has no hours', () => {
  const apia = host({ zone: 'Pacific/Apia', weekly: [{ day: 5, ranges: [hours('09:00-12:00')] }] })
  // Friday 30 December 2011 was left out.
  const range = time('2011-12-29T00:00Z', '2012-01-01T00:00Z')
  expect(starts({ range, gridZone: 'Pacific/Apia', hosts: [apia] })).toEqual([])
})

test('S4 ranges that touch or overlap are one span, over midnight too', () => {
  expect(starts({ hosts: [host({ weekly: daily('09:00-10:30', '10:30-11:00', '10:00-12:00') })] })).toEqual([
    '09:00',
    '10:00',
    '11:00',
  ])
  const night = host({ weekly: daily('00:00-00:30', '23:00-24:00') })
  const range = time('2026-11-20T12:00Z', '2026-11-21T12:00Z')
  expect(starts({ range, hosts: [night], step: 30 })).toEqual(['23:00', '23:30'])
})

test('S4 an inverted or empty range is nothing', () => {
  expect(starts({ hosts: [host({ weekly: daily('12:00-09:00', '10:00-10:00') })], duration: 5 })).toEqual([])
})

test('S5 an override replaces its whole day, several on one date add up', () => {
  const date = WallDate.parse('2026-11-20')
  const override = { date, ranges: [hours('14:00-15:00')] }
  expect(starts({ hosts: [host({ overrides: [override] })] })).toEqual(['14:00'])
  expect(starts({ hosts: [host({ overrides: [override, { date, ranges: [hours('09:00-10:00')] }] })] })).toEqual([
    '09:00',
    '14:00',
  ])
  expect(starts({ hosts: [host({ overrides: [{ date, ranges: [] }] })] })).toEqual([])
})

test('S6 busy is half-open', () => {
  const busy = [...span('09:00', '10:00'), ...span('11:00', '12:00')]
  expect(starts({ hosts: [host({ busy })] })).toEqual(['10:00'])
})

test('S6 an empty busy time inside a slot blocks it, at its edge it does not', () => {
  const inside = span('10:30', '10:30')
  const edge = span('11:00', '11:00')
  expect(starts({ hosts: [host({ busy: inside })] })).toEqual(['09:00', '11:00'])
  expect(starts({ hosts: [host({ busy: edge })] })).toEqual(['09:00', '10:00', '11:00'])
})

test('S7 the type’s own buffers hold against external busy, and need not fit into working hours', () => {
  const busy = span('10:00', '10:20')
  const given = { hosts: [host({ busy })], duration: 20, step: 10 }
  expect(starts({ ...given, buffers: { before: 10, after: 20 } })).toEqual([
    '09:00',
    '09:10',
    '09:20',
    '10:30',
    '10:40',
    '10:50',
    '11:00',
    '11:10',
    '11:20',
    '11:30',
    '11:40',
  ])
})

test('S7 between two bookings lie the first one’s after and the second one’s before', () => {
  const bookings = [booked('10:00', '10:20', { before: 10, after: 20 })]
  const given = { hosts: [host({ bookings })], duration: 20, step: 10 }
  expect(starts({ ...given, buffers: { before: 10, after: 20 } })).toEqual([
    '09:00',
    '09:10',
    '10:50',
    '11:00',
    '11:10',
    '11:20',
    '11:30',
    '11:40',
  ])
})

test('S8 the limits of starts are both included', () => {
  expect(starts({ earliest: at('2026-11-20T10:00Z'), latestStart: at('2026-11-20T11:00Z') })).toEqual([
    '10:00',
    '11:00',
  ])
  expect(starts({ earliest: at('2026-11-20T10:00:00.001Z'), latestStart: at('2026-11-20T10:59:59.999Z') })).toEqual([])
  expect(starts({ earliest: at('2026-11-22T10:00Z') })).toEqual([])
})

test('S9 no slot touches a period that is full', () => {
  expect(starts({ hosts: [host({ full: span('10:00', '11:00') })] })).toEqual(['09:00', '11:00'])
  expect(starts({ hosts: [host({ full: span('10:59', '11:00') })], step: 30 })).toEqual(['09:00', '09:30', '11:00'])
  // It knows no buffers.
  const buffers = { before: 30, after: 30 }
  expect(starts({ hosts: [host({ full: span('10:00', '11:00') })], buffers })).toEqual(['09:00', '11:00'])
})

test('S1 the whole slot lies within the range', () => {
  expect(starts({ range: time('2026-11-20T09:30Z', '2026-11-20T11:59Z') })).toEqual(['10:00'])
  expect(starts({ range: time('2026-11-20T10:00Z', '2026-11-20T11:00Z') })).toEqual(['10:00'])
  expect(starts({ range: time('2026-11-20T10:00Z', '2026-11-20T10:00Z') })).toEqual([])
})

test('S7 between two bookings lies the larger of both least gaps', () => {
  const given = { duration: 20, step: 10, buffers: { before: 0, after: 10, between: 20 } }
  const around = (between: number): string[] =>
    starts({ ...given, hosts: [host({ bookings: [booked('10:00', '10:20', { before: 0, after: 0, between })] })] })
  const until = ['11:10', '11:20', '11:30', '11:40']
  expect(around(0)).toEqual(['09:00', '09:10', '09:20', '10:40', '10:50', '11:00', ...until])
  expect(around(30)).toEqual(['09:00', '09:10', '10:50', '11:00', ...until])
  // Busy times of other origin know none.
  expect(starts({ ...given, hosts: [host({ busy: span('10:00', '11:00') })] })).toEqual([
    '09:00',
    '09:10',
    '09:20',
    '09:30',
    '11:00',
    ...until,
  ])
})

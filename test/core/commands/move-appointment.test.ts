import { describe, expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import {
  ANNA,
  EVERY_MONDAY,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  at,
  recurring,
  single,
  updatesOf,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const HOUR = 3_600_000
const timed = (iso: string, length = HOUR, zone = 'Europe/Berlin') => ({
  kind: 'timed',
  startsAt: at(iso),
  endsAt: at(iso) + length,
  zone,
})

function moving(document: string, appointment: Appointment) {
  const desk = deskDouble()
  writeAppointment(desk.doc(document), appointment)
  return {
    ...desk,
    move: (time: object, own: object = {}) =>
      desk.run('move-appointment', { document, id: uuid(100), scope: { kind: 'all' }, time, ...own }),
    now: () => desk.appointment(document),
  }
}

const MOVED = { sequence: 1, changedAt: 10_000 }
const earlier = (time: object, reason?: string) => ({
  earlierTimes: [{ time, by: ANNA, at: 10_000, ...(reason && { reason }) }],
})

describe('move-appointment', () => {
  test('gives another time, is a new revision and remembers the earlier time; the home stays', () => {
    const desk = moving(QUARTER_DOCUMENT, single())
    const time = timed('2027-01-01T09:00:00Z', 2 * HOUR, 'Asia/Kathmandu')
    expect(desk.move(time, { reason: 'ill' }).ok).toBe(true)
    expect(desk.now()).toEqual(single({ time, ...MOVED, ...earlier(MONDAY_TEN, 'ill') }))
    expect(desk.written()).toEqual([QUARTER_DOCUMENT])
  })

  test('T3 what was promised is promised anew, as the same zone’s clocks show the new time', () => {
    const promised = { start: '2026-11-23T10:00:00', zone: 'Europe/Berlin', tz: '2025b' }
    const desk = moving(QUARTER_DOCUMENT, single({ promised }))
    const time = timed('2027-01-01T09:00:00Z', HOUR, 'Asia/Kathmandu')
    expect(desk.move(time).ok).toBe(true)
    expect(desk.now()?.promised).toEqual({ ...promised, start: '2027-01-01T10:00:00' })
  })

  test('C13 of a booking only another time of day is one: whoever booked was told when to come', () => {
    const before = single({ bookingId: uuid(7) })
    const desk = moving(QUARTER_DOCUMENT, before)
    const time = { kind: 'all-day', firstDay: '2026-11-30', lastDay: '2026-11-30' }
    expect(desk.move(time)).toEqual({ ok: false, reason: 'invalid-input', details: { fields: ['time'] } })
    expect(desk.now()).toEqual(before)
    expect(desk.move(timed('2026-11-30T09:00:00Z')).ok).toBe(true)
  })

  test('to where it is already writes nothing', () => {
    const desk = moving(QUARTER_DOCUMENT, single())
    const updates = updatesOf(desk.doc(QUARTER_DOCUMENT), () => expect(desk.move(MONDAY_TEN).ok).toBe(true))
    expect(updates).toEqual([])
  })

  test.each(['cancelled', 'completed', 'no-show'] as const)('does not move one that is %s', (status) => {
    const desk = moving(QUARTER_DOCUMENT, single({ status }))
    expect(desk.move(timed('2027-01-01T09:00:00Z'))).toEqual({
      ok: false,
      reason: 'already-ended',
      details: { status },
    })
  })

  test('refuses an end before the start', () => {
    const desk = moving(QUARTER_DOCUMENT, single())
    expect(desk.move(timed('2027-01-01T09:00:00Z', -1))).toMatchObject({ ok: false, reason: 'end-before-start' })
  })
})

describe('move-appointment of one occurrence', () => {
  const scope = { kind: 'one', original: '2026-03-09T10:00:00' }

  test('gives it a time of its own, beside what it has already', () => {
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-09T10:00:00': { title: 'T' } } }))
    const time = timed('2026-03-10T12:00:00Z')
    desk.move(time, { scope })
    expect(desk.now()).toEqual(recurring({ overrides: { '2026-03-09T10:00:00': { title: 'T', time } }, ...MOVED }))
  })

  test('to where it is already writes nothing, also where its own time is', () => {
    const time = timed('2026-03-10T12:00:00Z')
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-16T10:00:00': { time } } }))
    const updates = updatesOf(desk.doc(SERIES_DOCUMENT), () => {
      desk.move(timed('2026-03-09T09:00:00Z'), { scope })
      desk.move(time, { scope: { kind: 'one', original: '2026-03-16T10:00:00' } })
    })
    expect(updates).toEqual([])
  })

  test('refuses one that is cancelled', () => {
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-09T10:00:00': { cancelled: true } } }))
    expect(desk.move(timed('2026-03-10T12:00:00Z'), { scope })).toMatchObject({ reason: 'already-ended' })
  })
})

describe('move-appointment of a whole series', () => {
  const original = '2026-03-30T10:00:00'

  test('moves everything by as much as the dragged occurrence, on the wall: summer time in between changes nothing', () => {
    const start = { series: { ...EVERY_MONDAY, rdates: ['2026-03-04T10:00:00'], exdates: ['2026-03-09T10:00:00'] } }
    const desk = moving(SERIES_DOCUMENT, recurring({ ...start, overrides: { '2026-03-16T10:00:00': { title: 'T' } } }))
    desk.move(timed('2026-03-31T09:00:00Z'), { original })
    const series = {
      ...EVERY_MONDAY,
      start: '2026-03-03T11:00:00',
      rules: ['FREQ=WEEKLY;BYDAY=TU'],
      rdates: ['2026-03-05T11:00:00'],
      exdates: ['2026-03-10T11:00:00'],
    }
    const overrides = { '2026-03-17T11:00:00': { title: 'T' } }
    expect(desk.now()).toEqual(recurring({ series, overrides, ...MOVED, ...earlier(timed('2026-03-30T08:00:00Z')) }))
  })

  test('a new length is everybody’s; an exception of its own length keeps it', () => {
    const own = timed('2026-03-17T12:00:00Z', 3 * HOUR)
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-16T10:00:00': { time: own } } }))
    desk.move(timed('2026-03-30T08:30:00Z', 2 * HOUR), { original })
    const series = { ...EVERY_MONDAY, start: '2026-03-02T10:30:00', length: 2 * HOUR }
    const overrides = { '2026-03-16T10:30:00': { time: timed('2026-03-17T12:30:00Z', 3 * HOUR) } }
    expect(desk.now()).toEqual(recurring({ series, overrides, ...MOVED, ...earlier(timed('2026-03-30T08:00:00Z')) }))
  })

  test('an exception that is dragged itself ends where it was dropped', () => {
    const own = timed('2026-03-31T12:00:00Z', 3 * HOUR)
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { [original]: { time: own } } }))
    desk.move(timed('2026-03-31T13:00:00Z', 3 * HOUR), { original })
    const series = { ...EVERY_MONDAY, start: '2026-03-02T11:00:00' }
    const overrides = { '2026-03-30T11:00:00': { time: timed('2026-03-31T13:00:00Z', 3 * HOUR) } }
    expect(desk.now()).toEqual(recurring({ series, overrides, ...MOVED, ...earlier(own) }))
  })

  test('without a named occurrence its start is what moves', () => {
    const desk = moving(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, exdates: [EVERY_MONDAY.start] } }))
    desk.move(timed('2026-03-02T10:00:00Z'))
    const series = { ...EVERY_MONDAY, start: '2026-03-02T11:00:00', exdates: ['2026-03-02T11:00:00'] }
    expect(desk.now()).toEqual(recurring({ series, ...MOVED, ...earlier(timed('2026-03-02T09:00:00Z')) }))
  })

  test('seen from another zone it stays in its own', () => {
    const desk = moving(SERIES_DOCUMENT, recurring())
    desk.move(timed('2026-03-30T09:00:00Z', HOUR, 'America/New_York'), { original })
    expect(desk.now().series).toEqual({ ...EVERY_MONDAY, start: '2026-03-02T11:00:00' })
  })

  test('from the grid to the days and back; exceptions with a time of their own stay where they are', () => {
    const own = { time: timed('2026-03-17T12:00:00Z') }
    const exdates = ['2026-03-09T10:00:00']
    const desk = moving(
      SERIES_DOCUMENT,
      recurring({ series: { ...EVERY_MONDAY, exdates }, overrides: { '2026-03-16T10:00:00': own } }),
    )
    desk.move({ kind: 'all-day', firstDay: '2026-03-31', lastDay: '2026-04-01' }, { original })
    const days = {
      start: '2026-03-03T00:00:00',
      allDay: true,
      length: 2 * 24 * HOUR,
      rules: ['FREQ=WEEKLY;BYDAY=TU'],
      rdates: [],
    }
    expect([desk.now().series, desk.now().overrides]).toEqual([
      { ...days, exdates: ['2026-03-10T00:00:00'] },
      { '2026-03-17T00:00:00': own },
    ])
    desk.move(timed('2026-03-30T08:00:00Z'), { original: '2026-03-31T00:00:00' })
    expect([desk.now().series, desk.now().overrides]).toEqual([
      { ...EVERY_MONDAY, exdates },
      { '2026-03-16T10:00:00': own },
    ])
  })

  test('a floating one stays floating, and takes a zone when it is dropped into one', () => {
    const desk = moving(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, zone: undefined } }))
    desk.move({ kind: 'floating', start: '2026-03-30T12:00:00', end: '2026-03-30T13:00:00' }, { original })
    expect(desk.now().series).toEqual({ ...EVERY_MONDAY, zone: undefined, start: '2026-03-02T12:00:00' })
    desk.move(timed('2026-03-30T08:00:00Z'), { original: '2026-03-30T12:00:00' })
    expect(desk.now().series).toEqual(EVERY_MONDAY)
  })

  test('T3 what was promised is promised anew, as the same zone’s clocks show the new time', () => {
    const promised = { start: '2026-11-23T10:00:00', zone: 'Europe/Berlin', tz: '2025b' }
    const desk = moving(QUARTER_DOCUMENT, single({ promised }))
    const time = timed('2027-01-01T09:00:00Z', HOUR, 'Asia/Kathmandu')
    expect(desk.move(time).ok).toBe(true)
    expect(desk.now()?.promised).toEqual({ ...promised, start: '2027-01-01T10:00:00' })
  })

  test('to where it is already writes nothing', () => {
    const desk = moving(SERIES_DOCUMENT, recurring())
    const updates = updatesOf(desk.doc(SERIES_DOCUMENT), () => desk.move(timed('2026-03-30T08:00:00Z'), { original }))
    expect(updates).toEqual([])
  })

  test.each([
    [
      'a rule that cannot follow',
      'invalid-rule',
      { rules: ['FREQ=MONTHLY;BYDAY=1MO'] },
      '2026-03-03T09:00:00Z',
      undefined,
      HOUR,
    ],
    ['no such occurrence', 'not-found', {}, '2026-03-03T09:00:00Z', '2026-03-03T10:00:00', HOUR],
    ['a length beyond a year', 'invalid-input', {}, '2026-03-02T09:00:00Z', undefined, 367 * 24 * HOUR],
    ['a start before all calendars', 'invalid-input', {}, '0000-01-01T09:00:00Z', '2026-03-30T10:00:00', HOUR],
  ])('is refused with %s', (_, reason, own, to, of, length) => {
    const desk = moving(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, ...own } }))
    expect(desk.move(timed(to, length), { original: of })).toMatchObject({ ok: false, reason })
  })

  test('twice, and its exceptions still meet their occurrences', () => {
    const desk = moving(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-16T10:00:00': { cancelled: true } } }))
    desk.move(timed('2026-03-02T10:00:00Z'))
    desk.move(timed('2026-03-02T11:00:00Z'))
    expect(desk.now().overrides).toEqual({ '2026-03-16T12:00:00': { cancelled: true } })
    expect(desk.now().earlierTimes.map(({ time }) => time)).toEqual([
      timed('2026-03-02T09:00:00Z'),
      timed('2026-03-02T10:00:00Z'),
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import { DAY } from '../../../src/core/model/instant.ts'
import {
  ANNA,
  EVERY_MONDAY,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  recurring,
  single,
  updatesOf,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

function holding(document: string, appointment: Appointment) {
  const desk = deskDouble()
  writeAppointment(desk.doc(document), appointment)
  return {
    ...desk,
    does: (verb: string, own: object = {}, now?: number) =>
      desk.run(verb, { document, id: uuid(100), scope: { kind: 'all' }, ...own }, now),
    now: () => desk.appointment(document),
  }
}

const NINTH = { scope: { kind: 'one', original: '2026-03-09T10:00:00' } }

describe('cancel-appointment', () => {
  test.each(['pending', 'confirmed'] as const)('calls off one that is %s, and says who, when and why', (status) => {
    const desk = holding(QUARTER_DOCUMENT, single({ status }))
    const cancelled = single({
      status: 'cancelled',
      cancellation: { by: ANNA, at: 10_000, reason: 'ill' },
      sequence: 1,
      changedAt: 10_000,
    })
    expect(desk.does('cancel-appointment', { reason: 'ill' })).toEqual({ ok: true, value: cancelled })
    expect(desk.now()).toEqual(cancelled)
    expect(entityAt(desk.doc(QUARTER_DOCUMENT), 'appointments', uuid(100))?.get('status:cancelled')).toEqual({
      by: ANNA,
      at: 10_000,
    })
  })

  test.each(['cancelled', 'completed', 'no-show'] as const)('does not call off one that is %s', (status) => {
    const desk = holding(QUARTER_DOCUMENT, single({ status }))
    expect(desk.does('cancel-appointment')).toEqual({ ok: false, reason: 'already-ended', details: { status } })
  })

  test('calls off one occurrence, once, and leaves the others', () => {
    const desk = holding(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-09T10:00:00': { title: 'T' } } }))
    desk.does('cancel-appointment', NINTH)
    const overrides = { '2026-03-09T10:00:00': { title: 'T', cancelled: true } }
    expect(desk.now()).toEqual(recurring({ overrides, sequence: 1, changedAt: 10_000 }))
    expect(desk.does('cancel-appointment', NINTH)).toMatchObject({ ok: false, reason: 'already-ended' })
  })
})

describe('remove-appointment', () => {
  test.each(['confirmed', 'cancelled'] as const)(
    'marks one that is %s, and restore-appointment brings it back',
    (status) => {
      const desk = holding(QUARTER_DOCUMENT, single({ status }))
      desk.does('remove-appointment')
      expect(desk.now()).toEqual(single({ status, deletedAt: 10_000, changedAt: 10_000 }))
      const restored = desk.does('restore-appointment', {}, 10_000 + 30 * DAY)
      expect(restored).toEqual({ ok: true, value: single({ status, changedAt: 10_000 + 30 * DAY }) })
      expect(desk.now()).toStrictEqual(single({ status, changedAt: 10_000 + 30 * DAY }))
    },
  )

  test('takes one occurrence out of its series, once', () => {
    const desk = holding(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, exdates: ['2026-03-16T10:00:00'] } }))
    desk.does('remove-appointment', NINTH)
    const series = { ...EVERY_MONDAY, exdates: ['2026-03-09T10:00:00', '2026-03-16T10:00:00'] }
    expect(desk.now()).toEqual(recurring({ series, sequence: 1, changedAt: 10_000 }))
    expect(desk.does('remove-appointment', NINTH)).toMatchObject({ ok: false, reason: 'not-found' })
  })
})

describe('restore-appointment', () => {
  test('finds nothing to bring back after 30 days', () => {
    const desk = holding(QUARTER_DOCUMENT, single({ deletedAt: 10_000 }))
    expect(desk.does('restore-appointment', {}, 10_001 + 30 * DAY)).toMatchObject({ ok: false, reason: 'not-found' })
  })

  test('leaves one that stands as it is', () => {
    const desk = holding(QUARTER_DOCUMENT, single())
    const updates = updatesOf(desk.doc(QUARTER_DOCUMENT), () => desk.does('restore-appointment'))
    expect([updates, desk.now()]).toEqual([[], single()])
  })
})

import { expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import {
  EVERY_MONDAY,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  recurring,
  SERIES_DOCUMENT,
  single,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const PROMISED = { start: '2026-03-02T11:00:00', zone: 'Asia/Kathmandu', tz: '2025b' }

function renewing(document: string, appointment: Appointment) {
  const desk = deskDouble()
  writeAppointment(desk.doc(document), appointment)
  const renew = () => desk.run('renew-promise', { document, id: uuid(100), tz: '2026c' })
  return { renew, now: () => desk.appointment(document) }
}

test('T3 the moment stays, and what clocks show at it is promised from now on', () => {
  const desk = renewing(QUARTER_DOCUMENT, single({ time: MONDAY_TEN, promised: PROMISED }))
  expect(desk.renew().ok).toBe(true)
  const promised = { ...PROMISED, start: '2026-03-02T14:45:00', tz: '2026c' }
  expect(desk.now()).toEqual(single({ time: MONDAY_TEN, promised, changedAt: 10_000 }))
})

test('T3 where nothing was promised nothing is', () => {
  const desk = renewing(QUARTER_DOCUMENT, single())
  expect(desk.renew()).toEqual({ ok: false, reason: 'not-found', details: {} })
  const series = renewing(SERIES_DOCUMENT, recurring({ series: EVERY_MONDAY }))
  expect(series.renew()).toEqual({ ok: false, reason: 'not-found', details: {} })
})

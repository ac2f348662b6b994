import { describe, expect, test } from 'vitest'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import {
  EVERY_MONDAY,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  recurring,
  single,
  updatesOf,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const ID = uuid(100)
const CHANGED = { changedAt: 10_000 }

function editing(document: string, appointment: Appointment) {
  const desk = deskDouble()
  writeAppointment(desk.doc(document), appointment)
  return {
    ...desk,
    edit: (edit: object, scope: object = { kind: 'all' }) =>
      desk.run('edit-appointment', { document, id: ID, scope, edit }),
    now: () => desk.appointment(document),
  }
}

describe('edit-appointment', () => {
  test('changes what is named, and leaves its revision alone', () => {
    const desk = editing(QUARTER_DOCUMENT, single({ location: 'L' }))
    const words = { title: 'T', description: 'D', notes: 'N', availability: 'free', private: true }
    const expected = single({ ...words, location: 'L', ...CHANGED })
    expect(desk.edit(words)).toEqual({ ok: true, value: expected })
    expect(desk.now()).toEqual(expected)
  })

  test('writes nothing where nothing changes', () => {
    const desk = editing(QUARTER_DOCUMENT, single())
    const updates = updatesOf(desk.doc(QUARTER_DOCUMENT), () => expect(desk.edit({ title: 'Visit' }).ok).toBe(true))
    expect(updates).toEqual([])
  })

  test('touches the keys that change and no others', () => {
    const desk = editing(QUARTER_DOCUMENT, single({ location: 'L', notes: 'N' }))
    const entity = entityAt(desk.doc(QUARTER_DOCUMENT), 'appointments', ID)
    const keys: unknown[] = []
    entity?.observe((event) => keys.push(...event.keysChanged))
    desk.edit({ title: 'T', location: 'L' })
    expect(new Set(keys)).toEqual(new Set(['changedAt', 'title']))
  })

  test.each(['completed', 'no-show', 'pending'] as const)('one that is %s can still be written about', (status) => {
    const desk = editing(QUARTER_DOCUMENT, single({ status }))
    expect(desk.edit({ notes: 'N' })).toEqual({ ok: true, value: single({ status, notes: 'N', ...CHANGED }) })
  })

  test('one that is cancelled is left as it was', () => {
    const desk = editing(QUARTER_DOCUMENT, single({ status: 'cancelled' }))
    expect(desk.edit({ notes: 'N' })).toEqual({ ok: false, reason: 'already-ended', details: { status: 'cancelled' } })
  })

  test('a single one does not become a series', () => {
    const desk = editing(QUARTER_DOCUMENT, single())
    expect(desk.edit({ series: EVERY_MONDAY })).toMatchObject({ ok: false, reason: 'invalid-input' })
  })
})

describe('edit-appointment of one occurrence', () => {
  const NINTH = { kind: 'one', original: '2026-03-09T10:00:00' }

  test('gives it words of its own, beside what it has already', () => {
    const desk = editing(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-09T10:00:00': { time: MONDAY_TEN } } }))
    desk.edit({ title: 'T' }, NINTH)
    desk.edit({ description: '', location: 'L' }, NINTH)
    const own = { time: MONDAY_TEN, title: 'T', description: '', location: 'L' }
    expect(desk.now()).toEqual(recurring({ overrides: { '2026-03-09T10:00:00': own }, ...CHANGED }))
  })

  test('refuses what an occurrence cannot have of its own', () => {
    const desk = editing(SERIES_DOCUMENT, recurring())
    const result = desk.edit({ title: 'T', notes: 'N', private: true, series: EVERY_MONDAY }, NINTH)
    const fields = ['edit.notes', 'edit.private', 'edit.series']
    expect(result).toMatchObject({ ok: false, reason: 'invalid-input' })
    expect(new Set(Object.values(result.ok ? {} : result.details).flat())).toEqual(new Set(fields))
  })

  test('refuses one that is cancelled, and says nothing of an empty edit', () => {
    const desk = editing(SERIES_DOCUMENT, recurring({ overrides: { '2026-03-16T10:00:00': { cancelled: true } } }))
    const sixteenth = { kind: 'one', original: '2026-03-16T10:00:00' }
    expect(desk.edit({ title: 'T' }, sixteenth)).toMatchObject({ ok: false, reason: 'already-ended' })
    expect(desk.edit({}, NINTH)).toMatchObject({
      ok: true,
      value: { overrides: { '2026-03-16T10:00:00': { cancelled: true } } },
    })
  })
})

describe('edit-appointment of a rule', () => {
  const own = { '2026-03-16T10:00:00': { title: 'T', time: MONDAY_TEN } }
  const exdates = ['2026-03-09T10:00:00']

  test('keeps the exceptions where the hour stays, and takes those that are given', () => {
    const desk = editing(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, exdates }, overrides: own }))
    const series = { ...EVERY_MONDAY, rules: ['FREQ=WEEKLY;BYDAY=MO,TU'], exdates: ['2026-03-10T10:00:00'] }
    desk.edit({ series, title: 'New' })
    expect(desk.now()).toEqual(recurring({ series, title: 'New', overrides: own, sequence: 1, ...CHANGED }))
  })

  test('takes the exceptions along to another hour, each on its date', () => {
    const desk = editing(SERIES_DOCUMENT, recurring({ series: { ...EVERY_MONDAY, exdates }, overrides: own }))
    const entered = { ...EVERY_MONDAY, start: '2026-03-16T08:30:00', exdates: [...exdates, '2026-03-23T08:30:00'] }
    desk.edit({ series: entered })
    const back = 90 * 60_000
    const time = { ...MONDAY_TEN, startsAt: MONDAY_TEN.startsAt - back, endsAt: MONDAY_TEN.endsAt - back }
    const series = { ...entered, exdates: ['2026-03-09T08:30:00', '2026-03-23T08:30:00'] }
    const overrides = { '2026-03-16T08:30:00': { title: 'T', time } }
    expect(desk.now()).toEqual(recurring({ series, overrides, sequence: 1, ...CHANGED }))
  })

  test('leaves exceptions with a time of their own where they are when a series becomes one of days', () => {
    const desk = editing(SERIES_DOCUMENT, recurring({ overrides: own }))
    const series = { ...EVERY_MONDAY, start: '2026-03-02T00:00:00', allDay: true, zone: undefined, length: 86_400_000 }
    desk.edit({ series })
    const overrides = { '2026-03-16T00:00:00': { title: 'T', time: MONDAY_TEN } }
    expect(desk.now()).toEqual(recurring({ series, overrides, sequence: 1, ...CHANGED }))
  })

  test('is the same revision where the rule stays the same', () => {
    const desk = editing(SERIES_DOCUMENT, recurring())
    expect(desk.edit({ series: EVERY_MONDAY, title: 'T' })).toEqual({
      ok: true,
      value: recurring({ title: 'T', ...CHANGED }),
    })
  })

  test('refuses what is no rule', () => {
    const desk = editing(SERIES_DOCUMENT, recurring())
    expect(desk.edit({ series: { ...EVERY_MONDAY, rules: ['x'] } })).toMatchObject({
      ok: false,
      reason: 'invalid-rule',
    })
  })
})

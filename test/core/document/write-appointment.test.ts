import { describe, expect, test } from 'vitest'
import { readAppointment, readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import { ID, edits, holding, read } from './replicas.ts'
import { ANNA, CALENDAR, EVERY_MONDAY, MONDAY_TEN, at, full, recurring, replica, single, updatesOf } from './samples.ts'

describe('an appointment in its document', () => {
  const SERIES = recurring({
    series: {
      ...EVERY_MONDAY,
      rdates: ['2026-03-04T10:00:00'],
      exdates: ['2026-03-09T10:00:00', '2026-03-16T10:00:00'],
    },
    overrides: {
      '2026-03-23T10:00:00': { time: MONDAY_TEN, title: 'Moved', description: '', location: 'Hall', cancelled: false },
      '2026-03-30T10:00:00': { cancelled: true },
    },
  })
  const SAMPLES: Record<string, Appointment> = {
    bare: single(),
    full: full(),
    'all-day': single({ time: { kind: 'all-day', firstDay: '2026-03-01', lastDay: '2026-03-02' } }),
    floating: single({ time: { kind: 'floating', start: '2026-03-01T09:00:00', end: '2026-03-01T09:00:00' } }),
    recurring: SERIES,
    pending: single({ status: 'pending' }),
    completed: single({ status: 'completed' }),
    missed: single({ status: 'no-show' }),
  }
  test.each(Object.entries(SAMPLES))('comes out as it went in: %s', (_, appointment) => {
    const doc = holding(appointment)
    expect(readAppointment(doc, CALENDAR, ID)).toStrictEqual(appointment)
    expect(readAppointments(replica(2, doc), CALENDAR)).toStrictEqual({ valid: [appointment], invalid: [] })
  })

  test('has keys for what it has, and for nothing else', () => {
    expect(entityAt(holding(single()), 'appointments', ID)?.toJSON()).toEqual({
      base: { uid: 'uid-100', source: 'desk', createdAt: 1_000, createdBy: ANNA },
      title: 'Visit',
      time: MONDAY_TEN,
    })
  })

  test('is not written anew where nothing differs', () => {
    for (const appointment of [full(), SERIES]) {
      const doc = holding(appointment)
      expect(updatesOf(doc, () => writeAppointment(doc, appointment))).toEqual([])
    }
  })

  test('loses the keys of what it no longer has', () => {
    const doc = holding(full())
    writeAppointment(
      doc,
      full({ notes: '', attendees: [], hosts: [], answers: {}, deletedAt: undefined, organizer: undefined }),
    )
    const keys = [...(entityAt(doc, 'appointments', ID)?.keys() ?? [])].filter((key) =>
      /attendee|host|answer|notes|deletedAt|organizer/.test(key),
    )
    expect(keys).toEqual([])
  })

  test('keeps keys that this app does not know, a newer one may have written them', () => {
    const doc = holding(single())
    entityAt(doc, 'appointments', ID)?.set('mood', 'good')
    writeAppointment(doc, single({ title: 'Other' }))
    expect(entityAt(doc, 'appointments', ID)?.get('mood')).toBe('good')
  })

  test('two earlier times of one moment by one person are both kept, in order', () => {
    const earlierTimes = [10, 9].map((hour) => ({
      time: { kind: 'floating', start: `2026-03-01T0${hour - 1}:00:00`, end: '2026-03-01T12:00:00' },
      by: ANNA,
      at: 1_000,
    }))
    expect(read(holding(single({ earlierTimes }))).earlierTimes).toEqual(earlierTimes)
  })
})

describe('moving a whole series', () => {
  const EXCEPTIONS = {
    series: { ...EVERY_MONDAY, exdates: ['2026-03-09T10:00:00'] },
    overrides: { '2026-03-16T10:00:00': { title: 'T', time: MONDAY_TEN } },
  }

  test('rewrites one value, however many exceptions there are', () => {
    const doc = holding(recurring(EXCEPTIONS))
    const before = entityAt(doc, 'appointments', ID)?.toJSON() ?? {}
    const moved = recurring({
      series: { ...EVERY_MONDAY, start: '2026-03-02T09:00:00', exdates: ['2026-03-09T09:00:00'] },
      overrides: {
        '2026-03-16T09:00:00': {
          title: 'T',
          time: { ...MONDAY_TEN, startsAt: MONDAY_TEN.startsAt - 3_600_000, endsAt: MONDAY_TEN.endsAt - 3_600_000 },
        },
      },
    })
    writeAppointment(doc, moved, { shiftedBy: -3_600_000 })
    const after = entityAt(doc, 'appointments', ID)?.toJSON() ?? {}
    const changed = Object.keys({ ...before, ...after }).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    )
    expect(read(doc)).toEqual(moved)
    expect(changed).toEqual(['recurrence'])
  })

  test('an own time written after a move is exact, also in the hour that a clock shows twice', () => {
    const doc = holding(recurring())
    writeAppointment(doc, recurring({ series: { ...EVERY_MONDAY, start: '2026-03-02T11:00:00' } }), {
      shiftedBy: 3_600_000,
    })
    const second = { ...MONDAY_TEN, startsAt: at('2026-10-25T01:30:00Z'), endsAt: at('2026-10-25T02:30:00Z') }
    edits({ overrides: { '2026-10-26T11:00:00': { time: second } } })(doc)
    expect(read(doc).overrides).toEqual({ '2026-10-26T11:00:00': { time: second } })
  })

  test('days and floating times move along by whole days and by the clock', () => {
    const doc = holding(
      recurring({
        overrides: {
          '2026-03-09T10:00:00': { time: { kind: 'all-day', firstDay: '2026-03-10', lastDay: '2026-03-11' } },
          '2026-03-16T10:00:00': {
            time: { kind: 'floating', start: '2026-03-16T08:00:00', end: '2026-03-16T09:00:00' },
          },
        },
      }),
    )
    const day = 86_400_000
    entityAt(doc, 'appointments', ID)?.set('recurrence', { ...EVERY_MONDAY, exdates: undefined, shift: day })
    expect(read(doc).overrides).toEqual({
      '2026-03-10T10:00:00': { time: { kind: 'all-day', firstDay: '2026-03-11', lastDay: '2026-03-12' } },
      '2026-03-17T10:00:00': { time: { kind: 'floating', start: '2026-03-17T08:00:00', end: '2026-03-17T09:00:00' } },
    })
  })
})

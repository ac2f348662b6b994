import { describe, expect, test } from 'vitest'
import { markMoved } from '../../../src/core/document/read-appointments.ts'
import { SCHEMA_VERSION, entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import {
  ANNAS_DOCUMENT,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  recurring,
  single,
  uuid,
  movedAway,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const ALL = { kind: 'all' }
const INPUTS = {
  'edit-appointment': { scope: ALL, edit: { title: 'T' } },
  'move-appointment': { scope: ALL, time: { ...MONDAY_TEN, endsAt: MONDAY_TEN.endsAt + 1 } },
  'cancel-appointment': { scope: ALL },
  'remove-appointment': { scope: ALL },
  'restore-appointment': {},
}

describe.each(Object.entries(INPUTS))('%s', (verb, input) => {
  const of = (document: string, id = uuid(100)): object => ({ ...input, document, id })

  test('finds no appointment where there is none', () => {
    const elsewhere = QUARTER_DOCUMENT.replace(uuid(1), uuid(9))
    const desk = deskDouble()
    const found = [QUARTER_DOCUMENT, ANNAS_DOCUMENT, elsewhere].map((name) => desk.run(verb, of(name)))
    const nothing = { ok: false, reason: 'not-found', details: {} }
    expect(found).toEqual([nothing, nothing, nothing])
    expect(desk.run(verb, of('somewhere'))).toMatchObject({ ok: false, reason: 'invalid-input' })
  })

  test('finds none that does not parse, or that moved to another calendar', () => {
    const desk = deskDouble()
    for (const n of [100, 101]) writeAppointment(desk.doc(QUARTER_DOCUMENT), single({ id: uuid(n) }))
    entityAt(desk.doc(QUARTER_DOCUMENT), 'appointments', uuid(100))?.set('title', 7)
    markMoved(desk.doc(QUARTER_DOCUMENT), uuid(101), movedAway(uuid(102)))
    const results = [100, 101].map((n) => desk.run(verb, of(QUARTER_DOCUMENT, uuid(n))))
    expect(results).toMatchObject([{ reason: 'not-found' }, { reason: 'not-found' }])
  })

  test('only reads a document that a newer app has written', () => {
    const desk = deskDouble()
    writeAppointment(desk.doc(QUARTER_DOCUMENT), single())
    desk
      .doc(QUARTER_DOCUMENT)
      .getMap('meta')
      .set('schema', SCHEMA_VERSION + 1)
    expect(desk.run(verb, of(QUARTER_DOCUMENT))).toMatchObject({ ok: false, reason: 'newer-version' })
  })
})

describe.each(['edit-appointment', 'move-appointment', 'cancel-appointment', 'remove-appointment'] as const)(
  '%s',
  (verb) => {
    const one = (document: string, original: string): object => ({
      ...INPUTS[verb],
      document,
      id: uuid(100),
      scope: { kind: 'one', original },
    })

    test('finds no occurrence of what does not recur, nor one that the series does not have', () => {
      const desk = deskDouble()
      writeAppointment(desk.doc(QUARTER_DOCUMENT), single())
      writeAppointment(desk.doc(SERIES_DOCUMENT), recurring())
      expect([
        desk.run(verb, one(QUARTER_DOCUMENT, '2026-03-09T10:00:00')),
        desk.run(verb, one(SERIES_DOCUMENT, '2026-03-09T10:00:01')),
        desk.run(verb, one(SERIES_DOCUMENT, 'then')),
      ]).toMatchObject([{ reason: 'not-found' }, { reason: 'not-found' }, { reason: 'invalid-input' }])
    })

    test('does not find an appointment that was removed', () => {
      const desk = deskDouble()
      writeAppointment(desk.doc(QUARTER_DOCUMENT), single({ deletedAt: 5 }))
      expect(desk.run(verb, { ...INPUTS[verb], document: QUARTER_DOCUMENT, id: uuid(100) })).toMatchObject({
        reason: 'not-found',
      })
    })
  },
)

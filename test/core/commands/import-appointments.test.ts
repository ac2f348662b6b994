import { describe, expect, test } from 'vitest'
import { markMoved } from '../../../src/core/document/read-appointments.ts'
import { SCHEMA_VERSION, entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { Appointment } from '../../../src/core/model/appointment.ts'
import {
  ANNA,
  EVERY_MONDAY,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  CALENDAR,
  recurring,
  single,
  updatesOf,
  uuid,
  movedAway,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const fromFile = (n: number, own: object = {}): Appointment =>
  (own.hasOwnProperty('series') ? recurring : single)({
    id: uuid(n),
    uid: 'a',
    source: 'import',
    createdAt: 9_000,
    changedAt: 9_000,
    ...own,
  })
const KNOWN = { document: QUARTER_DOCUMENT, id: uuid(100) }
const counts = (own: object): object => ({
  ok: true,
  value: { created: 0, updated: 0, unchanged: 0, refused: [], ...own },
})

function importing() {
  const desk = deskDouble()
  return {
    ...desk,
    take: (appointment: Appointment, existing?: object) =>
      desk.run('import-appointments', { calendar: CALENDAR, items: [{ appointment, existing }] }),
  }
}

describe('import-appointments', () => {
  test('puts each where it belongs, one transaction a document', () => {
    const desk = deskDouble()
    const items = [
      fromFile(100),
      fromFile(101, { uid: 'b', title: 'B' }),
      fromFile(102, { uid: 'c', series: EVERY_MONDAY }),
    ].map((appointment) => ({ appointment }))
    const updates = updatesOf(desk.doc(QUARTER_DOCUMENT), () =>
      expect(desk.run('import-appointments', { calendar: CALENDAR, items })).toEqual(counts({ created: 3 })),
    )
    expect(updates.length).toBe(1)
    expect([100, 101].map((n) => desk.appointment(QUARTER_DOCUMENT, uuid(n)))).toEqual(
      items.slice(0, 2).map(({ appointment }) => appointment),
    )
    expect(desk.appointment(SERIES_DOCUMENT, uuid(102))).toEqual(items[2]?.appointment)
  })

  test('the same file again changes nothing, and neither what people wrote meanwhile', () => {
    const desk = importing()
    desk.take(fromFile(100))
    writeAppointment(desk.doc(QUARTER_DOCUMENT), fromFile(100, { title: 'Mine', changedAt: 9_500 }))
    expect(desk.take(fromFile(101, { changedAt: 9_900 }), KNOWN)).toEqual(counts({ unchanged: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT)).toEqual(fromFile(100, { title: 'Mine', changedAt: 9_500 }))
    expect(desk.doc(QUARTER_DOCUMENT).getMap('appointments').has(uuid(101))).toBe(false)
  })

  test('a chunk that is sent twice arrives once, also when nobody knew of it', () => {
    const desk = importing()
    desk.take(fromFile(100))
    expect(desk.take(fromFile(100))).toEqual(counts({ unchanged: 1 }))
  })

  test('a file that has changed is followed: its words, ours kept', () => {
    const desk = importing()
    const attendee = { name: 'Cy', email: 'Cy@example.org', status: 'needs-action', kind: 'guest' }
    const ours = {
      notes: 'N',
      hosts: [ANNA],
      bookingId: uuid(300),
      earlierTimes: [{ time: MONDAY_TEN, by: ANNA, at: 1 }],
    }
    desk.take(fromFile(100, { attendees: [{ ...attendee, id: uuid(201) }] }))
    writeAppointment(
      desk.doc(QUARTER_DOCUMENT),
      fromFile(100, { attendees: [{ ...attendee, id: uuid(201) }], ...ours }),
    )
    const news = {
      title: 'New',
      time: { ...MONDAY_TEN, endsAt: MONDAY_TEN.endsAt + 1 },
      status: 'cancelled',
      unknownProperties: ['X-A:1'],
      organizer: 'mailto:x@example.org',
      changedAt: 9_900,
    }
    const attendees = [
      { ...attendee, id: uuid(202), email: 'cy@example.org', status: 'confirmed' },
      { ...attendee, id: uuid(203), email: '' },
    ]
    expect(desk.take(fromFile(101, { ...news, attendees }), KNOWN)).toEqual(counts({ updated: 1 }))
    const known = [{ ...attendees[0], id: uuid(201) }, attendees[1]]
    expect(desk.appointment(QUARTER_DOCUMENT)).toEqual(fromFile(100, { ...ours, ...news, attendees: known }))
    expect(desk.take(fromFile(102, { ...news, attendees }), KNOWN)).toEqual(counts({ unchanged: 1 }))
  })

  test('ours stands where it is a later revision, and where the file says the same', () => {
    const desk = importing()
    writeAppointment(desk.doc(QUARTER_DOCUMENT), fromFile(100, { sequence: 2 }))
    expect(desk.take(fromFile(101, { title: 'Older', sequence: 1 }), KNOWN)).toEqual(counts({ unchanged: 1 }))
    expect(desk.take(fromFile(101, { sequence: 2, changedAt: 9_900 }), KNOWN)).toEqual(counts({ unchanged: 1 }))
    expect(desk.take(fromFile(101, { title: 'Newer', sequence: 3 }), KNOWN)).toEqual(counts({ updated: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT)).toEqual(fromFile(100, { title: 'Newer', sequence: 3 }))
  })

  test('one that was removed here comes back', () => {
    const desk = importing()
    desk.take(fromFile(100))
    writeAppointment(desk.doc(QUARTER_DOCUMENT), fromFile(100, { deletedAt: 9_500, sequence: 4 }))
    expect(desk.take(fromFile(101), KNOWN)).toEqual(counts({ updated: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT)).toEqual(fromFile(100, { sequence: 4 }))
  })

  test('a cancellation of ours goes when the file revives the appointment, and stays when it does not', () => {
    const cancelled = { status: 'cancelled', cancellation: { by: ANNA, at: 1 } }
    const after = [{ title: 'T' }, { title: 'T', status: 'cancelled' }].map((own) => {
      const desk = importing()
      writeAppointment(desk.doc(QUARTER_DOCUMENT), fromFile(100, cancelled))
      desk.take(fromFile(101, own), KNOWN)
      return desk.appointment(QUARTER_DOCUMENT)
    })
    expect(after).toEqual([fromFile(100, { title: 'T' }), fromFile(100, { title: 'T', ...cancelled })])
  })

  test('a single one that became a series gets a new home, and the old entry is removed', () => {
    const desk = importing()
    desk.take(fromFile(100))
    expect(desk.take(fromFile(101, { series: EVERY_MONDAY }), KNOWN)).toEqual(counts({ updated: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT)).toEqual(fromFile(100, { deletedAt: 9_000 }))
    expect(desk.appointment(SERIES_DOCUMENT, uuid(101))).toEqual(fromFile(101, { series: EVERY_MONDAY }))
  })

  test('one that is known but no longer there is made anew', () => {
    const desk = importing()
    expect(desk.take(fromFile(101), KNOWN)).toEqual(counts({ created: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT, uuid(101))).toEqual(fromFile(101))
  })

  test('an id that an entry keeps elsewhere is not given twice', () => {
    const desk = importing()
    desk.take(fromFile(100))
    expect(desk.take(fromFile(100, { series: EVERY_MONDAY }), KNOWN)).toEqual(counts({ updated: 1 }))
    const series = fromFile(900, { series: EVERY_MONDAY })
    expect(desk.appointment(SERIES_DOCUMENT, uuid(900))).toEqual(series)

    markMoved(desk.doc(QUARTER_DOCUMENT), uuid(100), movedAway(uuid(500)))
    expect(desk.take(fromFile(100), KNOWN)).toEqual(counts({ created: 1 }))
    expect(desk.appointment(QUARTER_DOCUMENT, uuid(901)).title).toBe('Visit')
  })

  test('one that cannot be kept is left out alone, with its reason', () => {
    const desk = deskDouble()
    const far = { uid: 'far', time: { ...MONDAY_TEN, startsAt: 8.64e15, endsAt: 8.64e15 } }
    const items = [
      fromFile(100),
      fromFile(101, { uid: 'b', series: { ...EVERY_MONDAY, rules: ['x'] } }),
      fromFile(102, far),
    ]
    const refused = [
      { uid: 'b', reason: 'invalid-rule' },
      { uid: 'far', reason: 'invalid-input' },
    ]
    const result = desk.run('import-appointments', {
      calendar: CALENDAR,
      items: items.map((appointment) => ({ appointment })),
    })
    expect(result).toEqual(counts({ created: 1, refused }))
    expect(desk.written()).toEqual([QUARTER_DOCUMENT])
  })

  test.each([
    ['an appointment of another calendar', single({ calendar: uuid(9) }), undefined],
    [
      'a known one of another calendar',
      single(),
      { document: QUARTER_DOCUMENT.replace(CALENDAR, uuid(9)), id: uuid(100) },
    ],
    [
      'a known one of another workspace',
      single(),
      { document: QUARTER_DOCUMENT.replace(uuid(1), uuid(9)), id: uuid(100) },
    ],
  ])('refuses %s', (_, appointment, existing) => {
    expect(importing().take(appointment, existing)).toMatchObject({ ok: false, reason: 'invalid-input' })
  })

  test('only reads a document that a newer app has written', () => {
    const desk = importing()
    desk
      .doc(QUARTER_DOCUMENT)
      .getMap('meta')
      .set('schema', SCHEMA_VERSION + 1)
    expect(desk.take(fromFile(100))).toMatchObject({ ok: false, reason: 'newer-version' })
  })

  test('touches the keys that change and no others', () => {
    const desk = importing()
    desk.take(fromFile(100, { location: 'L' }))
    const keys: unknown[] = []
    entityAt(desk.doc(QUARTER_DOCUMENT), 'appointments', uuid(100))?.observe((event) => keys.push(...event.keysChanged))
    desk.take(fromFile(101, { location: 'L', title: 'T' }), KNOWN)
    expect(new Set(keys)).toEqual(new Set(['title', 'imported']))
  })
})

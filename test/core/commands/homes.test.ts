import { describe, expect, test } from 'vitest'
import { FULL_QUARTER } from '../../../src/core/document/home-document.ts'
import { movesOf, originOf } from '../../../src/core/document/read-appointments.ts'
import { entitiesOf, entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { appointmentLayout } from '../../../src/core/document/appointment-layout.ts'
import { readEntity } from '../../../src/core/document/entity-layout.ts'
import { CalendarId } from '../../../src/core/model/ids.ts'
import {
  BEN,
  CALENDAR,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  WORKSPACE,
  recurring,
  single,
  uuid,
} from '../document/samples.ts'
import { deskDouble, type DeskDouble } from './desk-double.ts'

const OTHER = CalendarId.parse(uuid(77))
const inOther = (part: string) => `${WORKSPACE}/calendar/${OTHER}/${part}`
const MONTH_DOCUMENT = `${WORKSPACE}/calendar/${CALENDAR}/2026-03`

function fill(desk: DeskDouble, count: number): void {
  const quarter = desk.doc(QUARTER_DOCUMENT)
  quarter.transact(() => {
    for (let n = 0; n < count; n++) entitiesOf(quarter, 'appointments').set(uuid(10_000 + n), n)
  })
}

const create = (desk: DeskDouble) =>
  desk.run('create-appointment', { id: uuid(100), calendar: CALENDAR, title: 'New', time: MONDAY_TEN })

describe('the home of a new appointment', () => {
  test('is its quarter as long as that has room, and then its month', () => {
    const [roomy, full] = [deskDouble(), deskDouble()]
    fill(roomy, FULL_QUARTER - 1)
    expect(create(roomy).ok).toBe(true)
    expect(roomy.written()).toEqual([QUARTER_DOCUMENT])
    fill(full, FULL_QUARTER)
    expect(create(full).ok).toBe(true)
    expect(full.written()).toEqual([QUARTER_DOCUMENT, MONTH_DOCUMENT])
    expect(full.appointment(MONTH_DOCUMENT).title).toBe('New')
  })

  test('of an id that stands in the quarter is refused, also when that has become full', () => {
    const desk = deskDouble()
    create(desk)
    fill(desk, FULL_QUARTER)
    expect(create(desk)).toMatchObject({ ok: false, reason: 'invalid-input' })
  })

  test('of an imported one is chosen alike, and what was imported before is followed where it stands', () => {
    const desk = deskDouble()
    const old = single({ id: single().id, uid: 'old@example' })
    writeAppointment(desk.doc(QUARTER_DOCUMENT), old)
    fill(desk, FULL_QUARTER)
    const fresh = { ...single(), id: uuid(101), uid: 'new@example' }
    const items = [{ appointment: { ...old, title: 'Newer', sequence: 1 } }, { appointment: fresh }]
    expect(desk.run('import-appointments', { calendar: CALENDAR, items })).toMatchObject({
      ok: true,
      value: { created: 1, updated: 1 },
    })
    expect(desk.appointment(MONTH_DOCUMENT, uuid(101)).uid).toBe('new@example')
    expect(desk.appointment(QUARTER_DOCUMENT).title).toBe('Newer')
  })
})

describe('move-to-calendar', () => {
  const move = (desk: DeskDouble, document: string, own: object = {}) =>
    desk.run('move-to-calendar', { document, id: uuid(100), to: OTHER, newId: uuid(500), ...own }, 20_000)

  test('makes a new id in the other calendar and marks the old one, in one go', () => {
    const desk = deskDouble({ actor: BEN })
    writeAppointment(desk.doc(QUARTER_DOCUMENT), single({ notes: 'bring the plan' }))
    expect(move(desk, QUARTER_DOCUMENT, { time: MONDAY_TEN }).ok).toBe(true)
    const home = desk.doc(inOther('2026-q1'))
    const moved = readEntity(home, appointmentLayout(OTHER), uuid(500))
    expect(moved).toEqual(
      single({ id: uuid(500), calendar: OTHER, notes: 'bring the plan', createdBy: BEN, changedAt: 20_000 }),
    )
    expect(movesOf(desk.doc(QUARTER_DOCUMENT), uuid(100))).toEqual([
      { to: uuid(500), home: inOther('2026-q1'), at: 20_000 },
    ])
    expect(originOf(home, uuid(500))).toBe(uuid(100))
    expect(move(desk, QUARTER_DOCUMENT, { time: MONDAY_TEN })).toMatchObject({ ok: false, reason: 'not-found' })
  })

  test('takes a series along with its exceptions', () => {
    const desk = deskDouble()
    const overrides = { '2026-11-23T10:00:00': { title: 'Elsewhere' } }
    writeAppointment(desk.doc(SERIES_DOCUMENT), recurring({ overrides }))
    expect(move(desk, SERIES_DOCUMENT).ok).toBe(true)
    const moved = readEntity(desk.doc(inOther('series')), appointmentLayout(OTHER), uuid(500))
    expect([moved?.overrides, moved?.series]).toEqual([overrides, recurring().series])
  })

  test.each([
    ['a booking', { bookingId: uuid(9) }, {}, 'is-booking'],
    ['one that was removed', { deletedAt: 5 }, {}, 'not-found'],
    ['where it is already', {}, { to: CALENDAR }, 'invalid-input'],
    ['a single one as a series', {}, { time: undefined }, 'invalid-input'],
  ])('%s is refused', (_, own, input, reason) => {
    const desk = deskDouble()
    writeAppointment(desk.doc(QUARTER_DOCUMENT), single(own))
    expect(move(desk, QUARTER_DOCUMENT, { time: MONDAY_TEN, ...input })).toMatchObject({ ok: false, reason })
    expect(entityAt(desk.doc(inOther('2026-q1')), 'appointments', uuid(500))).toBeUndefined()
  })
})

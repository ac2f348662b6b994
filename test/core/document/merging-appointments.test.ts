import { describe, expect, test } from 'vitest'
import { movedTo, readAppointment, readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { ID, edit, edits, holding, merged, read } from './replicas.ts'
import { ANNA, CALENDAR, EVERY_MONDAY, MONDAY_TEN, at, exchange, recurring, replica, single, uuid } from './samples.ts'

describe('Y7', () => {
  test.each([
    ['title', 'notes', { title: 'T' }, { notes: 'N' }],
    ['time', 'location', { time: { ...MONDAY_TEN, endsAt: MONDAY_TEN.endsAt + 1 } }, { location: 'L' }],
    ['private', 'description', { private: true }, { description: 'D' }],
    ['availability', 'a host', { availability: 'free' }, { hosts: [ANNA] }],
  ])('a change of %s and one of %s at once both win', (_, __, one, other) => {
    const both = single({ ...one, ...other })
    expect(merged(single(), edits(one), edits(other))).toEqual([both, both])
  })

  test('two attendees added at once are both there', () => {
    const attendee = (n: number): object => ({
      id: uuid(n),
      name: `${n}`,
      email: '',
      status: 'needs-action',
      kind: 'guest',
    })
    const both = single({ attendees: [attendee(1), attendee(2)] })
    const add = (n: number): ReturnType<typeof edit> => edits({ attendees: [attendee(n)] })
    expect(merged(single(), add(2), add(1))).toEqual([both, both])
  })

  test('edit and delete at once: deleted, with the edit in it', () => {
    const both = single({ title: 'T', deletedAt: 5 })
    expect(merged(single(), edits({ title: 'T' }), edits({ deletedAt: 5 }))).toEqual([both, both])
  })

  test('start and end belong together: of two moves at once one wins whole', () => {
    const early = { ...MONDAY_TEN, startsAt: MONDAY_TEN.startsAt - 2, endsAt: MONDAY_TEN.startsAt - 1 }
    const late = { ...MONDAY_TEN, startsAt: MONDAY_TEN.endsAt + 1, endsAt: MONDAY_TEN.endsAt + 2 }
    const times = merged(single(), edits({ time: early }), edits({ time: late })).map(({ time }) => time)
    expect(times).toEqual([late, early])
  })

  test('two people who take different occurrences out of a series both succeed', () => {
    const without = (original: string): ReturnType<typeof edit> =>
      edits({ series: { ...EVERY_MONDAY, exdates: [original] } })
    const both = recurring({ series: { ...EVERY_MONDAY, exdates: ['2026-03-09T10:00:00', '2026-03-16T10:00:00'] } })
    expect(merged(recurring(), without('2026-03-16T10:00:00'), without('2026-03-09T10:00:00'))).toEqual([both, both])
  })

  test('whoever renames an occurrence does not undo that somebody else cancels it', () => {
    const own = (override: object): ReturnType<typeof edit> => edits({ overrides: { '2026-03-09T10:00:00': override } })
    const both = recurring({ overrides: { '2026-03-09T10:00:00': { title: 'T', cancelled: true } } })
    expect(merged(recurring(), own({ title: 'T' }), own({ cancelled: true }))).toEqual([both, both])
  })

  test('an exception made while somebody else moves the whole series still meets its occurrence', () => {
    const later = edit(() => ({ series: { ...EVERY_MONDAY, start: '2026-03-02T11:00:00' } }), { shiftedBy: 3_600_000 })
    const meanwhile = edit(({ series }) => ({
      series: { ...series, exdates: ['2026-03-09T10:00:00'] },
      overrides: {
        '2026-03-16T10:00:00': { title: 'T' },
        '2026-03-23T10:00:00': {
          time: { ...MONDAY_TEN, startsAt: at('2026-03-24T08:00:00Z'), endsAt: at('2026-03-24T09:00:00Z') },
        },
      },
    }))
    const both = recurring({
      series: { ...EVERY_MONDAY, start: '2026-03-02T11:00:00', exdates: ['2026-03-09T11:00:00'] },
      overrides: {
        '2026-03-16T11:00:00': { title: 'T' },
        '2026-03-23T11:00:00': {
          time: { ...MONDAY_TEN, startsAt: at('2026-03-24T09:00:00Z'), endsAt: at('2026-03-24T10:00:00Z') },
        },
      },
    })
    expect(merged(recurring(), later, meanwhile)).toEqual([both, both])
  })
})

describe('a status', () => {
  const STRENGTH = ['pending', 'confirmed', 'completed', 'no-show', 'cancelled'] as const
  const pairs = STRENGTH.flatMap((weak, at) => STRENGTH.slice(at + 1).map((strong) => [weak, strong] as const))

  test.each(pairs)('of two moves made apart, to %s and to %s, the stronger holds', (weak, strong) => {
    const statuses = merged(single({ status: 'pending' }), edits({ status: weak }), edits({ status: strong })).map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([strong, strong])
  })

  test.each(pairs)('%s comes back when %s is undone', (weak, strong) => {
    const doc = holding(single({ status: weak }))
    edits({ status: strong })(doc)
    edits({ status: weak })(doc)
    expect(read(doc).status).toBe(weak)
  })

  test('is kept as one key a move, with who and when', () => {
    const doc = holding(single({ status: 'pending' }))
    edit(() => ({ status: 'cancelled', changedAt: 7 }), { by: 'ben' })(doc)
    const keys = entityAt(doc, 'appointments', ID)?.toJSON() ?? {}
    expect([keys['status:pending'], keys['status:cancelled']]).toEqual([
      { by: ANNA, at: 1_000 },
      { by: 'ben', at: 7 },
    ])
  })
})

test('an appointment that moved to two calendars at once is, everywhere, the one with the lowest new id', () => {
  const origin = holding(single())
  const [left, right] = [replica(2, origin), replica(3, origin)]
  entityAt(left, 'appointments', ID)?.set(`movedTo:${uuid(501)}`, { home: 'far', at: 1 })
  entityAt(right, 'appointments', ID)?.set(`movedTo:${uuid(500)}`, { home: 'near', at: 2 })
  entityAt(right, 'appointments', ID)?.set('movedTo:x', { home: 'near', at: 3 })
  exchange(left, right)
  expect([left, right].map((doc) => movedTo(doc, ID))).toEqual([uuid(500), uuid(500)])
  expect(readAppointment(left, CALENDAR, ID)).toBeUndefined()
  expect(readAppointments(left, CALENDAR)).toEqual({ valid: [], invalid: [] })
  expect([movedTo(origin, ID), movedTo(origin, uuid(1))]).toEqual([undefined, undefined])
})

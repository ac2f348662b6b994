import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAppointment, readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entityAt, transact } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { ID, edits, holding, read } from './replicas.ts'
import { CALENDAR, EVERY_MONDAY, MONDAY_TEN, recurring, single, updatesOf, uuid } from './samples.ts'

describe('what a peer may have written', () => {
  const HOSTILE: readonly unknown[] = [
    null,
    7,
    'x',
    [],
    {},
    { title: 'x' },
    new Uint8Array([1]),
    'x'.repeat(1_000_000),
    Array.from({ length: 2_000 }).reduce<unknown>((deep) => [deep], 1),
    Array.from({ length: 2_000 }).reduce<object>((deep) => ({ deep }), {}),
  ]
  const KEYS =
    'base time title description location notes organizer availability private sequence cancellation recurrence unknownProperties changedAt deletedAt'

  test.each(HOSTILE.map((value, at) => [at, value] as const))(
    '%i in the place of an appointment is set aside',
    (_, value) => {
      const doc = holding(single())
      doc.getMap('appointments').set(uuid(101), value)
      const { valid, invalid } = readAppointments(doc, CALENDAR)
      expect([valid, invalid, readAppointment(doc, CALENDAR, uuid(101))]).toEqual([[single()], [uuid(101)], undefined])
    },
  )

  test.each(KEYS.split(' '))('anything under %s never throws, and leaves the others alone', (key) => {
    for (const make of [
      ...HOSTILE.map((value) => () => value),
      () => new Y.Map([['a', 1]]),
      () => Y.Array.from([1]),
      () => new Y.Text('x'),
    ]) {
      const doc = holding(single())
      writeAppointment(doc, single({ id: uuid(101) }))
      entityAt(doc, 'appointments', uuid(101))?.set(key, make())
      const { valid, invalid } = readAppointments(doc, CALENDAR)
      expect(valid[0]).toEqual(single())
      expect(valid.length + invalid.length).toBe(2)
      expect(() => writeAppointment(doc, single({ id: uuid(101), title: 'T' }))).not.toThrow()
    }
  })

  test('a shared type in the place of a value stays one: reading does not freeze it', () => {
    const doc = holding(single())
    const inner = new Y.Map([['a', 1]])
    entityAt(doc, 'appointments', ID)?.set('cancellation', inner)
    expect(readAppointments(doc, CALENDAR)).toEqual({ valid: [], invalid: [ID] })
    inner.set('a', 2)
    expect([inner.get('a'), Object.isFrozen(inner)]).toEqual([2, false])
  })

  test('single items that do not parse are set aside alone, and stay when others are written', () => {
    const doc = holding(recurring())
    const entity = entityAt(doc, 'appointments', ID)
    const wrong = ['attendee:x', 'host:x', 'answer:x', 'earlier:1/x', 'exdate:2026-02-30T00:00:00', 'override:x/title']
    const fields = ['time', 'title', 'mood', '__proto__', 'title/x', ''].map(
      (field) => `override:2026-03-09T10:00:00/${field}`,
    )
    for (const key of [...wrong, ...fields]) entity?.set(key, 7)
    edits({ title: 'T' })(doc)
    const expected = [...wrong, ...fields].map((key) => `${ID}/${key}`)
    expect(read(doc)).toEqual(recurring({ title: 'T' }))
    expect(readAppointments(doc, CALENDAR).invalid.sort()).toEqual(expected.sort())
    expect(entity?.get('attendee:x')).toBe(7)
  })

  test.each([1e300, Number.NaN, 8.64e15, -8.64e15, 'x', {}])('a shift of %o is no reason to throw', (shift) => {
    const doc = holding(
      recurring({
        series: { ...EVERY_MONDAY, exdates: ['2026-03-16T10:00:00'] },
        overrides: { '2026-03-09T10:00:00': { title: 'T', time: MONDAY_TEN } },
      }),
    )
    entityAt(doc, 'appointments', ID)?.set('recurrence', { ...EVERY_MONDAY, shift })
    const { valid } = readAppointments(doc, CALENDAR)
    const parses = typeof shift === 'number' && Math.abs(shift) === 8.64e15
    expect(valid).toEqual(parses ? [recurring()] : [])
    expect(() => writeAppointment(doc, recurring({ title: 'T' }), { shiftedBy: 1_000 })).not.toThrow()
  })

  test('one that does not parse is mended by writing it, key by key', () => {
    const doc = holding(single())
    entityAt(doc, 'appointments', ID)?.set('title', 7)
    const updates = updatesOf(doc, () => writeAppointment(doc, single()))
    expect([read(doc), updates.length]).toEqual([single(), 1])
  })

  test('more items together than one person may write are cut where they are read, not lost with the appointment', () => {
    const doc = holding(recurring())
    transact(doc, 'flood', () => {
      const entity = entityAt(doc, 'appointments', ID)
      for (let n = 0; n < 1_002; n++) {
        entity?.set(`attendee:${uuid(n)}`, { name: '', email: '', status: 'confirmed', kind: 'guest' })
        entity?.set(`earlier:${n}/x`, { time: MONDAY_TEN, by: 'x', at: n })
        if (n < 102) entity?.set(`host:${uuid(n)}`, true)
      }
      for (let n = 0; n < 5_002; n++)
        entity?.set(`exdate:2026-01-01T${new Date(n * 1_000).toISOString().slice(11, 19)}`, true)
    })
    const { attendees, hosts, earlierTimes, series } = read(doc)
    expect([attendees.length, hosts.length, earlierTimes.length, series?.exdates.length]).toEqual([
      1_000, 100, 1_000, 5_000,
    ])
    expect(earlierTimes.at(-1)?.at).toBe(1_001)
    edits({ title: 'T' })(doc)
    expect(entityAt(doc, 'appointments', ID)?.has(`attendee:${uuid(1_001)}`)).toBe(true)
  })
})

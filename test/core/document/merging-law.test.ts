import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { appointmentKeys } from '../../../src/core/document/appointment-keys.ts'
import { plainKeys } from '../../../src/core/document/entity-layout.ts'
import { readAppointment } from '../../../src/core/document/read-appointments.ts'
import { entitiesOf, entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { Appointment } from '../../../src/core/model/appointment.ts'
import { ANNA, BEN, CALENDAR, EVERY_MONDAY, MONDAY_TEN, exchange, recurring, replica, uuid } from './samples.ts'

/** Edits of different things: in whatever order they meet, all of them hold. */
const EDITS: readonly ((current: Appointment) => object)[] = [
  () => ({ title: 'T' }),
  () => ({ description: 'D' }),
  () => ({ location: 'L' }),
  () => ({ notes: 'N' }),
  () => ({ private: true }),
  () => ({ availability: 'free' }),
  () => ({ organizer: 'mailto:x' }),
  () => ({ status: 'cancelled' }),
  () => ({ deletedAt: 5 }),
  () => ({ sequence: 4 }),
  ({ attendees }) => ({
    attendees: [...attendees, { id: uuid(201), name: 'A', email: '', status: 'declined', kind: 'guest' }],
  }),
  ({ attendees }) => ({
    attendees: [...attendees, { id: uuid(202), name: 'B', email: '', status: 'declined', kind: 'guest' }],
  }),
  ({ hosts }) => ({ hosts: [...hosts, ANNA] }),
  ({ hosts }) => ({ hosts: [...hosts, BEN] }),
  ({ answers }) => ({ answers: { ...answers, [uuid(301)]: 1 } }),
  ({ answers }) => ({ answers: { ...answers, [uuid(302)]: 2 } }),
  ({ earlierTimes }) => ({ earlierTimes: [...earlierTimes, { time: MONDAY_TEN, by: ANNA, at: 1 }] }),
  ({ series }) => ({ series: series && { ...series, exdates: [...series.exdates, '2026-03-09T10:00:00'] } }),
  ({ series }) => ({ series: series && { ...series, exdates: [...series.exdates, '2026-03-16T10:00:00'] } }),
  ({ series }) => ({ series: series && { ...series, length: 7_200_000 } }),
  ...['title', 'location'].map((field) => (current: Appointment) => withOwn(current, { [field]: 'own' })),
  (current) => withOwn(current, { cancelled: true }),
  (current) => withOwn(current, { time: MONDAY_TEN }),
]

function withOwn({ overrides }: Appointment, own: object): object {
  const original = '2026-03-23T10:00:00'
  const before = Object.entries(overrides).find(([key]) => key === original)?.[1]
  return { overrides: { ...overrides, [original]: { ...before, ...own } } }
}

/** As it comes out of a document: items in the order of their keys. */
function edited(current: Appointment, edit: number): Appointment {
  const next = Appointment.parse({ ...current, ...EDITS[edit]?.(current) })
  const alone = replica(1)
  writeAppointment(alone, next)
  return Appointment.parse(readAppointment(alone, CALENDAR, next.id))
}

type Write = (doc: Y.Doc, appointment: Appointment) => void

function everybodyWins(write: Write) {
  const edits = fc.uniqueArray(fc.nat(EDITS.length - 1), { minLength: 2, maxLength: 6 })
  const base = recurring({ series: EVERY_MONDAY })
  return fc.property(edits, fc.integer({ min: 2, max: 3 }), fc.array(fc.nat(2)), (chosen, count, partners) => {
    const origin = replica(1)
    write(origin, base)
    const replicas = Array.from({ length: count }, (_, n) => replica(n + 2, origin))
    const at = (n: number): Y.Doc => replicas[n % count] ?? origin
    chosen.forEach((edit, n) => {
      const current = Appointment.parse(readAppointment(at(n), CALENDAR, base.id))
      write(at(n), edited(current, edit))
      const partner = partners[n]
      if (partner !== undefined && partner % count !== n % count) exchange(at(n), at(partner))
    })
    for (let round = 0; round < count; round++) for (let n = 1; n < count; n++) exchange(at(n), at(n - 1))
    const expected = chosen.reduce(edited, base)
    for (const doc of replicas) expect(readAppointment(doc, CALENDAR, base.id)).toStrictEqual(expected)
  })
}

test('Y7 people who change different things of one appointment all win', () => {
  expect(() => fc.assert(everybodyWins(writeAppointment), { numRuns: 300 })).not.toThrow()
})

const ONE_VALUE: Write = (doc, appointment) => {
  const scratch = replica(9)
  writeAppointment(scratch, appointment)
  const keys = entityAt(scratch, 'appointments', appointment.id)?.entries() ?? []
  entitiesOf(doc, 'appointments').set(appointment.id, new Y.Map([...keys]))
}

const EVERY_KEY: Write = (doc, appointment) => {
  writeAppointment(doc, appointment)
  const entity = entityAt(doc, 'appointments', appointment.id)
  doc.transact(() => {
    for (const [key, value] of plainKeys(appointmentKeys(appointment, 0))) entity?.set(key, value)
  })
}

test.each([
  ['an entity written as one value', ONE_VALUE],
  ['keys written that do not differ', EVERY_KEY],
])('Y7 %s loses edits, and is noticed (mutant)', (_, write) => {
  expect(fc.check(everybodyWins(write), { numRuns: 300 }).failed).toBe(true)
})

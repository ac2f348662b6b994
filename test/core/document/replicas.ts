import { expect } from 'vitest'
import type * as Y from 'yjs'
import { readAppointment } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { Appointment } from '../../../src/core/model/appointment.ts'
import { CALENDAR, exchange, replica, uuid } from './samples.ts'

/** Of every appointment made here. */
export const ID = uuid(100)

export function holding(appointment: Appointment, clientId = 1): Y.Doc {
  const doc = replica(clientId)
  writeAppointment(doc, appointment)
  return doc
}

export function read(doc: Y.Doc): Appointment {
  return Appointment.parse(readAppointment(doc, CALENDAR, ID))
}

/** What two replicas agree on after each did its part, whichever of them has the higher client id. */
export function merged(start: Appointment, one: (doc: Y.Doc) => void, other: (doc: Y.Doc) => void): Appointment[] {
  const origin = holding(start)
  return [
    [2, 3],
    [3, 2],
  ].map(([a = 0, b = 0]) => {
    const [left, right] = [replica(a, origin), replica(b, origin)]
    one(left)
    other(right)
    exchange(left, right)
    expect(read(left)).toEqual(read(right))
    return read(left)
  })
}

export function edit(
  change: (current: Appointment) => object,
  note?: Parameters<typeof writeAppointment>[2],
): (doc: Y.Doc) => void {
  return (doc) => {
    const current = read(doc)
    writeAppointment(doc, Appointment.parse({ ...current, ...change(current) }), note)
  }
}

export const edits = (change: object): ((doc: Y.Doc) => void) => edit(() => change)

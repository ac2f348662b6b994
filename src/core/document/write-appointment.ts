import type * as Y from 'yjs'
import type { Appointment } from '../model/appointment.ts'
import { appointmentKeys } from './appointment-keys.ts'
import { appointmentLayout, ownTime, shiftOf } from './appointment-layout.ts'
import { STATUS_KEYS, statusKeys } from './appointment-status.ts'
import { plainKeys, standingKeys, writeKeys } from './entity-layout.ts'
import { plainValue, sameValue } from './plain-value.ts'
import { entityAt, transact, type SharedDocument } from './shared-document.ts'

export type WriteNote = {
  /** Who moves the status; by default who cancelled it, else who made it. */
  readonly by?: string
  /** Wall milliseconds by which the whole series moves: what belongs to its occurrences moves along, unwritten. */
  readonly shiftedBy?: number
}

/** Writes the keys of an appointment that differ from what stands in its home document, or all of a new one. */
export function writeAppointment(doc: SharedDocument, appointment: Appointment, note: WriteNote = {}): void {
  transact(doc, 'write-appointment', () => {
    const entity = entityAt(doc, 'appointments', appointment.id)
    const from = entity === undefined ? 0 : (shiftOf(entity) ?? 0)
    const to = from + (note.shiftedBy ?? 0)
    const after = plainKeys(appointmentKeys(appointment, to))
    const before = standingKeys(doc, appointmentLayout(appointment.calendar, from), appointment.id, after)
    if (entity !== undefined) keepOwnTimes(entity, { before, after }, to)
    const statuses = standingStatuses(entity)
    const by = note.by ?? appointment.cancellation?.by ?? appointment.createdBy
    writeKeys(doc, 'appointments', appointment.id, {
      before: new Map([...before, ...statuses]),
      after: new Map([...after, ...statusKeys(statuses, appointment.status, { by, at: appointment.changedAt })]),
    })
  })
}

function standingStatuses(entity: Y.Map<unknown> | undefined): Map<string, unknown> {
  return new Map(STATUS_KEYS.filter((key) => entity?.has(key)).map((key) => [key, entity?.get(key)]))
}

// An own time that moves along with its series already says the right thing: it stays as it was written.
function keepOwnTimes(
  entity: Y.Map<unknown>,
  { before, after }: { before: Map<string, unknown>; after: Map<string, unknown> },
  shift: number,
): void {
  for (const [key, wanted] of after) {
    const standing = plainValue(entity.get(key))
    if (!key.startsWith('override:') || !key.endsWith('/time') || standing === undefined) continue
    if (!sameValue(ownTime(standing, shift), ownTime(wanted, shift))) continue
    before.set(key, standing)
    after.set(key, standing)
  }
}

import type { Appointment } from '../model/appointment.ts'
import { AppointmentId, type CalendarId } from '../model/ids.ts'
import { appointmentLayout } from './appointment-layout.ts'
import { readEntities, readEntity, type ReadEntities } from './entity-layout.ts'
import { entityView } from './entity-view.ts'
import { entityAt, type SharedDocument } from './shared-document.ts'

/**
 * The appointments of one document of `calendar`, by id, those that moved to another calendar left out. A peer may have
 * written anything: entries that do not parse are set aside and counted, never thrown on.
 */
export function readAppointments(doc: SharedDocument, calendar: CalendarId): ReadEntities<Appointment> {
  const { valid, invalid } = readEntities(doc, appointmentLayout(calendar))
  return { valid: valid.filter(({ id }) => movedTo(doc, id) === undefined), invalid }
}

/** Undefined where it is not there, does not parse, or has moved to another calendar. Removed ones are found, with `deletedAt`. */
export function readAppointment(doc: SharedDocument, calendar: CalendarId, id: string): Appointment | undefined {
  return movedTo(doc, id) === undefined ? readEntity(doc, appointmentLayout(calendar), id) : undefined
}

/** The appointment that this one became in another calendar; of two moves made apart the lowest new id wins, everywhere. */
export function movedTo(doc: SharedDocument, id: string): AppointmentId | undefined {
  const entity = entityAt(doc, 'appointments', id)
  return entity === undefined ? undefined : entityView(entity).items('movedTo:', AppointmentId, (to) => to)[0]
}

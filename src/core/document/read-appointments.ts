import { z } from 'zod'
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
  return movesOf(doc, id)[0]?.to
}

/** What an appointment became, and the document in which that makes its home. */
export type Moved = { readonly to: AppointmentId; readonly home: string }

/** All that it became, by the new ids: more than one where it was moved by several people apart. */
export function movesOf(doc: SharedDocument, id: string): Moved[] {
  const entity = entityAt(doc, 'appointments', id)
  return entity === undefined ? [] : entityView(entity).items(MOVED_TO, MovedItem, (to, home) => ({ to, home }))
}

const MOVED_TO = 'movedTo:'
const MOVED_FROM = 'movedFrom'
const MovedItem = z.object({ to: AppointmentId, home: z.string() })

/** From now on it stands elsewhere, unless it was moved to an id below that one. */
export function markMoved(doc: SharedDocument, id: string, { to, home }: Moved): void {
  entityAt(doc, 'appointments', id)?.set(`${MOVED_TO}${to}`, home)
}

/** The other half of a move: whoever may write here says that this is what `from` became. */
export function markOrigin(doc: SharedDocument, id: string, from: AppointmentId): void {
  entityAt(doc, 'appointments', id)?.set(MOVED_FROM, from)
}

export function originOf(doc: SharedDocument, id: string): unknown {
  return entityAt(doc, 'appointments', id)?.get(MOVED_FROM)
}

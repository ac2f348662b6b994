import { z } from 'zod'
import type { Appointment } from '../model/appointment.ts'
import { AppointmentId, type CalendarId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import { appointmentLayout } from './appointment-layout.ts'
import { readEntities, readEntity, type ReadEntities } from './entity-layout.ts'
import { entityView } from './entity-view.ts'
import { isPlainObject } from './plain-value.ts'
import { entitiesOf, entityAt, type SharedDocument } from './shared-document.ts'

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

/** Ids of those that were removed, or moved to another calendar, before that moment. */
export function goneAppointments(doc: SharedDocument, calendar: CalendarId, before: Instant): string[] {
  const layout = appointmentLayout(calendar)
  return [...entitiesOf(doc, 'appointments').keys()].filter((id) => {
    const moves = movesOf(doc, id)
    const at = moves.length > 0 ? Math.max(...moves.map((move) => move.at)) : readEntity(doc, layout, id)?.deletedAt
    return at !== undefined && at < before
  })
}

/** What an appointment became, the document in which that makes its home, and when. */
export type Moved = { readonly to: AppointmentId; readonly home: string; readonly at: Instant }

/** All that it became, by the new ids: more than one where it was moved by several people apart. */
export function movesOf(doc: SharedDocument, id: string): Moved[] {
  const entity = entityAt(doc, 'appointments', id)
  return entity === undefined ? [] : entityView(entity).items(MOVED_TO, MovedItem, asMoved)
}

const MOVED_TO = 'movedTo:'
const MOVED_FROM = 'movedFrom'
const MovedItem = z.object({ to: AppointmentId, home: z.string(), at: Instant })

function asMoved(to: string, value: unknown): object {
  return isPlainObject(value) ? { ...value, to } : {}
}

/** From now on it stands elsewhere, unless it was moved to an id below that one. */
export function markMoved(doc: SharedDocument, id: string, { to, ...where }: Moved): void {
  entityAt(doc, 'appointments', id)?.set(`${MOVED_TO}${to}`, where)
}

/** The other half of a move: whoever may write here says that this is what `from` became. */
export function markOrigin(doc: SharedDocument, id: string, from: AppointmentId): void {
  entityAt(doc, 'appointments', id)?.set(MOVED_FROM, from)
}

export function originOf(doc: SharedDocument, id: string): unknown {
  return entityAt(doc, 'appointments', id)?.get(MOVED_FROM)
}

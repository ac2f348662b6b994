import { createCalendar } from '../../core/commands/create-calendar.ts'
import { importAppointments } from '../../core/commands/import-appointments.ts'
import { parseDocumentName } from '../../core/document/document-name.ts'
import { readAppointments } from '../../core/document/read-appointments.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import type { Calendar } from '../../core/model/calendar.ts'
import { AppointmentId, CalendarId, type EventTypeId, type MemberId } from '../../core/model/ids.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import type { Desk } from '../desk/desk.ts'
import { importChunks } from '../desk/import-chunks.ts'
import type { Carrier } from './carry-command.ts'

export type PackedCalendars = readonly { readonly calendar: Calendar; readonly appointments: readonly Appointment[] }[]

/** One's own calendars in which something stands, without what was removed. Only in the lane. */
export async function packCalendars({ store, documents, identity }: Desk): Promise<PackedCalendars> {
  const { workspace, member } = identity()
  const calendars = (await calendarsOf(store.read, workspace)).filter(({ owner }) => owner === member)
  const standing = documentStates(store.read).flatMap(({ name }) => {
    const ref = parseDocumentName(name)
    if (ref?.kind !== 'entries') return []
    return readAppointments(documents.open(name).doc, ref.calendar).valid
  })
  return calendars
    .map((calendar) => ({ calendar, appointments: standing.filter((one) => belongs(one, calendar)) }))
    .filter(({ appointments }) => appointments.length > 0)
}

function belongs(appointment: Appointment, { id }: Calendar): boolean {
  return appointment.calendar === id && appointment.deletedAt === undefined
}

export type Newcomer = {
  readonly member: MemberId
  newId(): string
  /** Under which id an event type came along; undefined: it did not. */
  eventType(id: EventTypeId): EventTypeId | undefined
}

/** Puts them into the workspace under new ids. */
export async function unpackCalendars(packed: PackedCalendars, carry: Carrier, newcomer: Newcomer): Promise<void> {
  for (const { calendar, appointments } of packed) {
    const { name, colour, zone, description, countsAsBusy } = calendar
    const id = CalendarId.parse(newcomer.newId())
    // Where bookings go is for the workspace to say.
    await carry(createCalendar, { id, name, colour, zone, description, countsAsBusy, receivesBookings: false })
    for (const portion of importChunks(appointments)) {
      const items = portion.map((one) => ({ appointment: renamed(one, id, newcomer) }))
      const done = await carry(importAppointments, { calendar: id, items })
      if (done.refused.length > 0) throw new Error('an appointment of our own cannot be taken along')
    }
  }
}

function renamed(appointment: Appointment, calendar: CalendarId, { member, newId, eventType }: Newcomer): Appointment {
  const own = { ...appointment, id: AppointmentId.parse(newId()), calendar, createdBy: member }
  return appointment.eventType === undefined ? own : { ...own, eventType: eventType(appointment.eventType) }
}

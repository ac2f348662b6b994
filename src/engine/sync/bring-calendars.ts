import type { Command } from '../../core/commands/command.ts'
import { createCalendar } from '../../core/commands/create-calendar.ts'
import { importAppointments } from '../../core/commands/import-appointments.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import { readAppointments } from '../../core/document/read-appointments.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import type { Calendar } from '../../core/model/calendar.ts'
import { AppointmentId, CalendarId, CommandId } from '../../core/model/ids.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { enqueueCommand } from '../../storage/desk/enqueue-command.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { appendWritten } from '../desk/append-written.ts'
import type { Desk } from '../desk/desk.ts'
import type { Identity } from '../desk/identity.ts'
import { importChunks } from '../desk/import-chunks.ts'
import { loadDocument, type OpenDocument } from '../desk/open-documents.ts'
import { projectDocument } from '../desk/project-document.ts'
import { runCommand } from '../desk/run-command.ts'
import type { Rows } from '../desk/write-rows.ts'

/** What somebody takes along from working alone into a workspace that is there already. */
export type Luggage = readonly { readonly calendar: Calendar; readonly appointments: readonly Appointment[] }[]

/** One's own calendars in which something stands, without what was removed. Only in the lane. */
export async function packCalendars({ store, documents, identity }: Desk): Promise<Luggage> {
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

/** Puts it into the workspace of `identity` under new ids, and into the outbox, in the transaction in which the desk moves. */
export async function unpackCalendars(rows: Rows, desk: Desk, identity: Identity, luggage: Luggage): Promise<void> {
  const documents = new Map<DocumentName, OpenDocument>()
  const act = <I, O>(command: Command<I, O, RefusalReason>, input: I) =>
    carryOut(rows, desk, identity, documents, command, input)
  for (const { calendar, appointments } of luggage) {
    const { name, colour, zone, description, countsAsBusy } = calendar
    const id = CalendarId.parse(desk.newId())
    // Where bookings go is for the workspace to say.
    await act(createCalendar, { id, name, colour, zone, description, countsAsBusy, receivesBookings: false })
    for (const portion of importChunks(appointments)) {
      const chunk = portion.map((one) => renamed(one, id, identity, desk.newId))
      const done = await act(importAppointments, { calendar: id, items: chunk.map((appointment) => ({ appointment })) })
      if (done.refused.length > 0) throw new Error('an appointment of our own cannot be taken along')
    }
  }
}

function renamed(
  appointment: Appointment,
  calendar: CalendarId,
  { member }: Identity,
  newId: () => string,
): Appointment {
  return { ...appointment, id: AppointmentId.parse(newId()), calendar, createdBy: member }
}

async function carryOut<I, O>(
  rows: Rows,
  desk: Desk,
  { workspace, member: actor }: Identity,
  documents: Map<DocumentName, OpenDocument>,
  command: Command<I, O, RefusalReason>,
  input: I,
): Promise<O> {
  const { tx } = rows
  const named = command.documents(input, workspace).map((name) => {
    const document = documents.get(name) ?? loadDocument(tx, name)
    documents.set(name, document)
    return document
  })
  const at = desk.now()
  const { result, written } = runCommand(command, input, named, { now: at, newId: desk.newId, actor, workspace })
  if (!result.ok) throw new Error(`calendars cannot be taken along: ${result.reason}`)
  const id = CommandId.parse(desk.newId())
  appendWritten(tx, id, written)
  await rows.apply(written.flatMap(({ document, touched }) => projectDocument(document, touched, desk.horizon())))
  enqueueCommand(tx, { id, verb: command.verb, input, at })
  return result.value
}

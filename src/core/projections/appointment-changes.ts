import type { DocumentName, DocumentRef } from '../document/document-name.ts'
import { readAppointment } from '../document/read-appointments.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { Appointment } from '../model/appointment.ts'
import { AppointmentId } from '../model/ids.ts'
import type { Span } from '../time/recurrence.ts'
import { occurrenceRows } from './occurrence-rows.ts'
import type { AppointmentRow, RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type Entries = { readonly ref: Extract<DocumentRef, { part: string }>; readonly name: DocumentName }

/** Rows of the appointments of one document. A removed one keeps its row, to be restored; it has no occurrences. */
export function appointmentChanges(
  entries: Entries,
  doc: SharedDocument,
  touched: Touched,
  horizon: Span,
): RowChange[] {
  return touchedIds(doc, 'appointments', touched).flatMap((key): RowChange[] => {
    const appointment = readAppointment(doc, entries.ref.calendar, key)
    if (appointment !== undefined && isAtHome(entries, appointment)) {
      const put = appointmentRow(entries, appointment)
      return [{ table: 'appointment', put, occurrences: occurrenceRows(put, horizon) }]
    }
    const id = AppointmentId.safeParse(key)
    return id.success ? [{ table: 'appointment', remove: id.data, document: entries.name }] : []
  })
}

// What a peer has put into the wrong document nobody would look for there: it has no row anywhere.
function isAtHome({ ref }: Entries, { series }: Appointment): boolean {
  return (ref.part === 'series') === (series !== undefined)
}

function appointmentRow({ ref, name }: Entries, data: Appointment): AppointmentRow {
  const { id, calendar, uid, status, bookingId } = data
  const deleted = data.deletedAt !== undefined
  return { workspace: ref.workspace, id, document: name, calendar, uid, status, bookingId, deleted, data }
}

import type { AppointmentRow } from '../../core/projections/rows.ts'
import type { Tables } from '../schema.ts'

type Selected = Tables['appointment']['$inferSelect']

/** The database's null is our undefined. */
export function appointmentRow(row: Selected): AppointmentRow {
  return { ...row, bookingId: row.bookingId ?? undefined }
}

import { and, asc, eq, gte, inArray, isNotNull } from 'drizzle-orm'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { Instant } from '../../core/model/instant.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'

/** What is booked in these calendars and has not begun by `from`, by start; without what was cancelled or removed. */
export async function bookedFrom(
  db: ReadHandle,
  { workspace, calendars, from }: { workspace: WorkspaceId; calendars: readonly CalendarId[]; from: Instant },
): Promise<AppointmentRow[]> {
  if (calendars.length === 0) return []
  const { appointment, occurrence } = db.tables
  const rows = await db
    .select({ appointment })
    .from(occurrence)
    .innerJoin(
      appointment,
      and(eq(appointment.document, occurrence.document), eq(appointment.id, occurrence.appointment)),
    )
    .where(
      and(
        eq(occurrence.workspace, workspace),
        inArray(occurrence.calendar, [...calendars]),
        eq(occurrence.basis, 'instant'),
        eq(occurrence.original, ''),
        gte(occurrence.starts, from),
        isNotNull(appointment.bookingId),
        eq(appointment.deleted, false),
        inArray(appointment.status, ['pending', 'confirmed']),
      ),
    )
    .orderBy(asc(occurrence.starts), asc(appointment.id), asc(appointment.document))
  return rows.map((row) => appointmentRow(row.appointment))
}

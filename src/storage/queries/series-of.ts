import { and, eq, inArray, like } from 'drizzle-orm'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'

/** Every series that stands, to be expanded beyond the horizon of the rows (T2). `calendars`: all when absent. */
export async function seriesOf(
  db: ReadHandle,
  { workspace, calendars }: { workspace: WorkspaceId; calendars?: readonly CalendarId[] | undefined },
): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const rows = await db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.workspace, workspace),
        eq(appointment.deleted, false),
        // Series live in the series document of their calendar, all of them.
        like(appointment.document, `${workspace}/calendar/%/series`),
        calendars && inArray(appointment.calendar, calendars),
      ),
    )
  return rows.map(appointmentRow)
}

import { and, asc, eq, inArray } from 'drizzle-orm'
import { documentName } from '../../core/document/document-name.ts'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { inBatches } from '../batches.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'
import { calendarsOf } from './calendars-of.ts'

/** Every series that stands, to be expanded beyond the horizon of the rows (T2). `calendars`: all when absent. */
export async function seriesOf(
  db: ReadHandle,
  { workspace, calendars }: { workspace: WorkspaceId; calendars?: readonly CalendarId[] | undefined },
): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const among = calendars ?? (await calendarsOf(db, workspace)).map((calendar) => calendar.id)
  // Series live in the series document of their calendar, all of them: asking for these by name is a look into an index.
  const documents = among.map((calendar) => documentName({ kind: 'entries', workspace, calendar, part: 'series' }))
  const found: AppointmentRow[] = []
  await inBatches(documents, async (batch) => {
    const rows = await db
      .select()
      .from(appointment)
      .where(and(inArray(appointment.document, batch), eq(appointment.deleted, false)))
      .orderBy(asc(appointment.id), asc(appointment.document))
    found.push(...rows.map(appointmentRow))
  })
  return found
}

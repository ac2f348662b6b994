import { and, asc, eq, inArray } from 'drizzle-orm'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { inBatches } from '../batches.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'

/** Those of one calendar that go by one of these iCalendar UIDs, deleted ones too; by UID there may be several. */
export async function appointmentsByUid(
  db: ReadHandle,
  { workspace, calendar, uids }: { workspace: WorkspaceId; calendar: CalendarId; uids: readonly string[] },
): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const found: AppointmentRow[] = []
  await inBatches([...new Set(uids)], async (batch) => {
    const rows = await db
      .select()
      .from(appointment)
      .where(
        and(eq(appointment.workspace, workspace), eq(appointment.calendar, calendar), inArray(appointment.uid, batch)),
      )
      .orderBy(asc(appointment.id), asc(appointment.document))
    found.push(...rows.map(appointmentRow))
  })
  return found
}

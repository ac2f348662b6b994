import { and, asc, eq } from 'drizzle-orm'
import type { AppointmentId, WorkspaceId } from '../../core/model/ids.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'

/**
 * Also a deleted one. Ids are random, but a peer could use another's in a calendar of their own: then one that stands comes
 * before a deleted one, and after that the first document name, alike on every device.
 */
export async function appointmentById(
  db: ReadHandle,
  { workspace, id }: { workspace: WorkspaceId; id: AppointmentId },
): Promise<AppointmentRow | undefined> {
  const { appointment } = db.tables
  const rows = await db
    .select()
    .from(appointment)
    .where(and(eq(appointment.workspace, workspace), eq(appointment.id, id)))
    .orderBy(asc(appointment.deleted), asc(appointment.document))
    .limit(1)
  return rows.map(appointmentRow)[0]
}

import { and, eq, inArray } from 'drizzle-orm'
import type { AppointmentId, WorkspaceId } from '../../core/model/ids.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { inBatches } from '../batches.ts'
import type { ReadHandle } from '../handle.ts'
import { appointmentRow } from './appointment-row.ts'

/** Those behind occurrences that are shown. One id may stand in several documents: keep them apart by `document`. */
export async function appointmentsByIds(
  db: ReadHandle,
  { workspace, ids }: { workspace: WorkspaceId; ids: readonly AppointmentId[] },
): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const found: AppointmentRow[] = []
  await inBatches([...new Set(ids)], async (batch) => {
    const rows = await db
      .select()
      .from(appointment)
      .where(and(eq(appointment.workspace, workspace), inArray(appointment.id, batch)))
    found.push(...rows.map(appointmentRow))
  })
  return found
}

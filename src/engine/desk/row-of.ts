import type { AppointmentId } from '../../core/model/ids.ts'
import { ok, refuse, type Result } from '../../core/model/result.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { appointmentById } from '../../storage/queries/appointment-by-id.ts'
import type { Desk } from './desk.ts'

/** The appointment that a window names, a removed one included. */
export async function rowOf(
  { store, identity }: Desk,
  id: AppointmentId,
): Promise<Result<AppointmentRow, 'not-found'>> {
  const row = await appointmentById(store.read, { workspace: identity().workspace, id })
  return row === undefined ? refuse('not-found', { id }) : ok(row)
}

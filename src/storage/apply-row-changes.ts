import type { RowChange } from '../core/projections/rows.ts'
import { applyAppointments } from './apply-appointments.ts'
import { applyBookables } from './apply-bookables.ts'
import { applyBusy } from './apply-busy.ts'
import { applyDirectory } from './apply-directory.ts'
import { applyVerdicts } from './apply-verdicts.ts'
import type { Handle } from './handle.ts'

/**
 * Brings the rows to what a projection says. Of several changes of one row the last one counts. The same changes again give
 * the same rows.
 */
export async function applyRowChanges(tx: Handle, changes: readonly RowChange[]): Promise<void> {
  const last = [...new Map(changes.map((change) => [keyOf(change), change])).values()]
  await applyDirectory(tx, last)
  await applyBookables(tx, last)
  await applyAppointments(tx, last)
  await applyBusy(tx, last)
  await applyVerdicts(tx, last)
}

function keyOf(change: RowChange): string {
  switch (change.table) {
    case 'workspace':
      return `${change.table} ${change.put.id}`
    case 'member':
      return `${change.table} ${change.put.workspace} ${change.put.id}`
    case 'calendarOwner':
      return `${change.table} ${change.put.workspace} ${change.put.calendar}`
    case 'calendarShare':
    case 'teamShare':
      return `${change.table} ${change.workspace} ${change.calendar}`
    case 'team':
    case 'calendar': {
      const { workspace, id } = 'put' in change ? change.put : { workspace: change.workspace, id: change.remove }
      return `${change.table} ${workspace} ${id}`
    }
    case 'busy': {
      const { document, id } =
        'put' in change ? { ...change.put, id: change.put.appointment } : { ...change, id: change.remove }
      return `${change.table} ${document} ${id}`
    }
    case 'schedule':
    case 'absence':
    case 'eventType':
    case 'bookingLink':
    case 'verdict':
    case 'appointment': {
      const { document, id } = 'put' in change ? change.put : { document: change.document, id: change.remove }
      return `${change.table} ${document} ${id}`
    }
  }
}

import { and, eq, inArray } from 'drizzle-orm'
import type { RowChange } from '../core/projections/rows.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/** An appointment and its occurrences come and go together. One change of a row at most; other tables are passed over. */
export async function applyAppointments(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'appointment')
  const { appointment, occurrence } = tx.tables
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.document : change.document),
    async (document, batch) => {
      const ids = batch.map((change) => ('put' in change ? change.put.id : change.remove))
      await tx.delete(occurrence).where(and(eq(occurrence.document, document), inArray(occurrence.appointment, ids)))
      await tx.delete(appointment).where(and(eq(appointment.document, document), inArray(appointment.id, ids)))
    },
  )
  const puts = changes.filter((change) => 'put' in change)
  await inBatches(
    puts.map((change) => change.put),
    (batch) => tx.insert(appointment).values(batch),
  )
  await inBatches(
    puts.flatMap((change) => change.occurrences),
    (batch) => tx.insert(occurrence).values(batch),
  )
}

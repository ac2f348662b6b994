import { and, eq, inArray } from 'drizzle-orm'
import type { RowChange } from '../core/projections/rows.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/** Busy times are occurrences without an appointment. One change of a row at most; other tables are passed over. */
export async function applyBusy(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'busy')
  const { occurrence } = tx.tables
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.document : change.document),
    async (document, batch) => {
      const ids = batch.map((change) => ('put' in change ? change.put.appointment : change.remove))
      await tx.delete(occurrence).where(and(eq(occurrence.document, document), inArray(occurrence.appointment, ids)))
    },
  )
  const puts = changes.filter((change) => 'put' in change)
  await inBatches(
    puts.map((change) => change.put),
    (batch) => tx.insert(occurrence).values(batch),
  )
}

import { and, eq, inArray } from 'drizzle-orm'
import type { RowChange } from '../core/projections/rows.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/** One change of a row at most; other tables are passed over. */
export async function applyVerdicts(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'verdict')
  const { verdict } = tx.tables
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.document : change.document),
    async (document, batch) => {
      const ids = batch.map((change) => ('put' in change ? change.put.id : change.remove))
      await tx.delete(verdict).where(and(eq(verdict.document, document), inArray(verdict.id, ids)))
    },
  )
  const puts = changes.filter((change) => 'put' in change)
  await inBatches(
    puts.map((change) => change.put),
    (batch) => tx.insert(verdict).values(batch),
  )
}

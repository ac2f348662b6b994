import { eq, like, or } from 'drizzle-orm'
import { ROWS_VERSION } from '../../src/core/projections/rows-version.ts'
import { doc, serverSetting } from '../database/schema.ts'
import { rowsOf } from './apply-update.ts'
import type { CommitDeps } from './commit-commands.ts'
import type { Lane } from './lane.ts'
import { runUnit } from './run-unit.ts'
import { openForWriting } from './unit-of-work.ts'

const KEY = 'rows'

/**
 * Makes the rows of hours and event types anew where an older version made them: newer devices may have written into the
 * documents what it knew nothing of. One document at a time, while everything else goes on.
 */
export async function renewRows(
  { store, unit, inLane }: Pick<CommitDeps, 'store' | 'unit'> & { readonly inLane: Lane },
  signal: AbortSignal,
): Promise<void> {
  const value = `${ROWS_VERSION}`
  const [known] = await store.read.select().from(serverSetting).where(eq(serverSetting.key, KEY))
  if (known?.value === value) return
  const definitions = or(like(doc.name, '%/member/%'), like(doc.name, '%/team/%'))
  const found = await store.read.select({ name: doc.name }).from(doc).where(definitions)
  for (const { name } of found) {
    if (signal.aborted) return
    await inLane(() =>
      runUnit(
        store,
        unit,
        async (one) => void one.rows.push(...rowsOf(await openForWriting(one, name), 'all', one.at)),
      ),
    )
  }
  await store.tx(async (tx) => {
    const set = { key: KEY, value }
    await tx.insert(serverSetting).values(set).onConflictDoUpdate({ target: serverSetting.key, set })
  })
}

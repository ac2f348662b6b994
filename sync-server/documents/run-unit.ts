import type { WorkspaceId } from '../../src/core/model/ids.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import type { Grants } from './grants.ts'
import { storeUnit } from './store-unit.ts'
import { grantsAfter } from './unit-grants.ts'
import { createUnit, discardUnit, type Unit, type UnitDeps, type UnitEntry } from './unit-of-work.ts'

export type Committed<T> = {
  readonly value: T
  readonly entries: readonly UnitEntry[]
  readonly grants: ReadonlyMap<WorkspaceId, Grants>
}

const ATTEMPTS = 6

/**
 * One transaction: `work` and everything it gathers in the unit, on disk when this settles. `work` runs again from the start
 * when another process stood in its way. Inside the lane alone.
 */
export async function runUnit<T>(
  store: PostgresStore,
  deps: UnitDeps,
  work: (unit: Unit) => Promise<T>,
): Promise<Committed<T>> {
  for (let attempt = 1; ; attempt++) {
    let unit: Unit | undefined
    try {
      const committed = await store.tx(async (tx) => {
        unit = createUnit(tx, deps)
        const value = await work(unit)
        await storeUnit(unit)
        return { value, entries: unit.entries, grants: await grantsAfter(unit) }
      })
      if (unit) deps.onCommitted?.(unit)
      return committed
    } catch (error) {
      if (unit) discardUnit(unit)
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof StorageError && error.reason === 'conflict'
}

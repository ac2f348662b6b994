import type { RowChange } from '../../../src/core/projections/rows.ts'

/** Rows as a store keeps them, without a store. */
export type RowTable = ReadonlyMap<string, unknown>

/** Applies changes as `applyRowChanges` does: by table, document and id. */
export function applyTo(rows: Map<string, unknown>, changes: readonly RowChange[]): void {
  for (const change of changes) {
    const [key, row] = entryOf(change)
    if (row === undefined) rows.delete(key)
    else rows.set(key, row)
  }
}

function entryOf(change: RowChange): readonly [key: string, row: unknown] {
  if ('all' in change) return [`${change.table} ${change.calendar}`, change.all]
  if ('remove' in change) {
    return [`${change.table} ${'document' in change ? change.document : ''} ${change.remove}`, undefined]
  }
  const { put } = change
  const id = 'id' in put ? put.id : put.calendar
  return [`${change.table} ${'document' in put ? put.document : ''} ${id}`, change]
}

/** For comparison: by key. */
export function sorted(rows: RowTable): [string, unknown][] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
}

import type { OccurrenceRow } from '../../core/projections/rows.ts'

type Ordered = Pick<OccurrenceRow, 'starts' | 'ends' | 'document' | 'appointment' | 'original'>

/** Total and the same everywhere: a database's own order of texts depends on its collation. */
export function byStart(a: Ordered, b: Ordered): number {
  return (
    a.starts - b.starts ||
    a.ends - b.ends ||
    compare(a.document, b.document) ||
    compare(a.appointment, b.appointment) ||
    compare(a.original, b.original)
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

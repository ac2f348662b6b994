import { hasPending } from '../../core/document/has-pending.ts'
import { project } from '../../core/projections/project.ts'
import type { RowChange } from '../../core/projections/rows.ts'
import type { Touched } from '../../core/projections/touched-ids.ts'
import type { Span } from '../../core/time/recurrence.ts'
import type { OpenDocument } from './open-documents.ts'

/** The rows that follow from `touched`. None while the document waits for something it refers to: keys vanish in a gap. */
export function projectDocument({ name, doc }: OpenDocument, touched: Touched, horizon: Span): RowChange[] {
  return hasPending(doc) ? [] : project(name, doc, touched, horizon)
}

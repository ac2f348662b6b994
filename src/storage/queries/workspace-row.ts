import type { WorkspaceRow } from '../../core/projections/rows.ts'
import type { Tables } from '../schema.ts'

type Selected = Tables['workspace']['$inferSelect']

/** The database's null is our undefined; a row may be older than the fields of today. */
export function workspaceRow({ holidayRegion, closures, ...row }: Selected): WorkspaceRow {
  return { ...row, ...(holidayRegion === null ? {} : { holidayRegion }), closures: closures ?? [] }
}

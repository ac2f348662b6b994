import { count, gt, isNotNull, or, sql } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localUpdate } from './desk-schema.ts'

const MAX_ROWS = 500
const MAX_BYTES = 1_000_000

/** Documents whose acknowledged log has grown beyond 500 rows or 1 MB. Looks through the whole log: now and then. */
export function documentsToCompact(db: DeskReadHandle): DocumentName[] {
  const rows = db.desk
    .select({ document: localUpdate.document })
    .from(localUpdate)
    .where(isNotNull(localUpdate.seq))
    .groupBy(localUpdate.document)
    .having(or(gt(count(), MAX_ROWS), gt(sql`sum(length(${localUpdate.data}))`, MAX_BYTES)))
    .all()
  return rows.map((row) => row.document)
}

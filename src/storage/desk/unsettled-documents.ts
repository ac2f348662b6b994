import { and, eq, isNull, notInArray, or } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localUpdate, outbox } from './desk-schema.ts'

/** Documents that still hold updates of commands which no longer wait: refused ones, to be taken out again. */
export function unsettledDocuments(db: DeskReadHandle): DocumentName[] {
  const waiting = db.desk.select({ id: outbox.id }).from(outbox).where(eq(outbox.state, 'waiting'))
  const orphaned = or(isNull(localUpdate.command), notInArray(localUpdate.command, waiting))
  const rows = db.desk
    .selectDistinct({ document: localUpdate.document })
    .from(localUpdate)
    .where(and(isNull(localUpdate.seq), orphaned))
    .all()
  return rows.map((row) => row.document)
}

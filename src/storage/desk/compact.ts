import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import { foldUpdates } from '../../core/document/fold-updates.ts'
import type { DeskHandle } from '../handle.ts'
import { localSnapshot, localUpdate } from './desk-schema.ts'

/** Folds the acknowledged part of a document's log into its snapshot; what waits stays as it is. */
export function compact(tx: DeskHandle, document: DocumentName): void {
  const before = tx.desk.select().from(localSnapshot).where(eq(localSnapshot.document, document)).get()
  const acknowledged = and(eq(localUpdate.document, document), isNotNull(localUpdate.seq))
  const rows = tx.desk.select().from(localUpdate).where(acknowledged).orderBy(asc(localUpdate.n)).all()
  const last = rows.at(-1)?.n
  if (last === undefined) return

  const uptoN = Math.max(last, before?.uptoN ?? 0)
  const data = foldUpdates([...(before ? [before.data] : []), ...rows.map((row) => row.data)])
  tx.desk
    .insert(localSnapshot)
    .values({ document, uptoN, data })
    .onConflictDoUpdate({ target: localSnapshot.document, set: { uptoN, data } })
    .run()
  tx.desk.delete(localUpdate).where(acknowledged).run()
}

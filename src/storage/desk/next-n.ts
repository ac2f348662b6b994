import { eq, max } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle } from '../handle.ts'
import { localSnapshot, localUpdate } from './desk-schema.ts'

/** The number of the next row of a document's log here. */
export function nextN(tx: DeskHandle, document: DocumentName): number {
  const last = tx.desk
    .select({ n: max(localUpdate.n) })
    .from(localUpdate)
    .where(eq(localUpdate.document, document))
    .get()
  const snapshot = tx.desk
    .select({ n: localSnapshot.uptoN })
    .from(localSnapshot)
    .where(eq(localSnapshot.document, document))
    .get()
  return Math.max(last?.n ?? 0, snapshot?.n ?? 0) + 1
}

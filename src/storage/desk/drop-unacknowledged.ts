import { and, eq, isNull } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle } from '../handle.ts'
import { localDocument, localUpdate, outboxPart } from './desk-schema.ts'

/**
 * Leaves of a document what the server has acknowledged, to be rebuilt from that under a new client id. Commands stay in the
 * outbox without their part for it: the caller runs them again.
 */
export function dropUnacknowledged(tx: DeskHandle, document: DocumentName): void {
  tx.desk
    .delete(localUpdate)
    .where(and(eq(localUpdate.document, document), isNull(localUpdate.seq)))
    .run()
  tx.desk.delete(outboxPart).where(eq(outboxPart.document, document)).run()
  tx.desk.update(localDocument).set({ clientId: null }).where(eq(localDocument.name, document)).run()
}

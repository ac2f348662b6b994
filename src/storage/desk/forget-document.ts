import { eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle } from '../handle.ts'
import { dropDocumentRows } from '../queries/drop-document-rows.ts'
import { localDocument, localSnapshot, localUpdate, outboxPart } from './desk-schema.ts'

/** Wipes a document that may no longer be here: its log, its rows, and what waited for it in the outbox. */
export async function forgetDocument(tx: DeskHandle, name: DocumentName): Promise<void> {
  tx.desk.delete(localUpdate).where(eq(localUpdate.document, name)).run()
  tx.desk.delete(localSnapshot).where(eq(localSnapshot.document, name)).run()
  tx.desk.delete(outboxPart).where(eq(outboxPart.document, name)).run()
  tx.desk.delete(localDocument).where(eq(localDocument.name, name)).run()
  await dropDocumentRows(tx, name)
}

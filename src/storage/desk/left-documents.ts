import { eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { leftDocument, outbox } from './desk-schema.ts'

// Documents as they stood here before the server was restored. Of two restores in a row the first is the one that counts:
// nothing was made again in between.

export function leaveDocument(tx: DeskHandle, name: DocumentName, data: Uint8Array): void {
  tx.desk.insert(leftDocument).values({ name, data }).onConflictDoNothing().run()
}

export function leftDocumentOf(db: DeskReadHandle, name: DocumentName): Uint8Array | undefined {
  return db.desk.select().from(leftDocument).where(eq(leftDocument.name, name)).get()?.data
}

export function hasLeftDocuments(db: DeskReadHandle): boolean {
  return db.desk.select({ name: leftDocument.name }).from(leftDocument).limit(1).get() !== undefined
}

/** Once nothing is to be done again any more, nobody asks for them. */
export function forgetLeftDocuments(tx: DeskHandle): void {
  const again = tx.desk.select({ id: outbox.id }).from(outbox).where(eq(outbox.again, true)).limit(1).get()
  if (again === undefined) tx.desk.delete(leftDocument).run()
}

export function forgetLeftDocument(tx: DeskHandle, name: DocumentName): void {
  tx.desk.delete(leftDocument).where(eq(leftDocument.name, name)).run()
}

import { eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { leftDocument, outbox } from './desk-schema.ts'
import { nextPosition } from './next-position.ts'
import { putSetting, settingOf } from './setting.ts'

export type LeftDocument = { readonly name: DocumentName; readonly data: Uint8Array }

const KEY = 'left-before'

/**
 * Keeps documents as they stand here now, before they are fetched from a restored server. While commands of an earlier restore
 * are still to be run again, what was kept for those stays, and is for no command that was made since. Before `takeBack`.
 */
export function leaveDocuments(tx: DeskHandle, documents: readonly LeftDocument[]): void {
  if (!isNeeded(tx)) {
    tx.desk.delete(leftDocument).run()
    putSetting(tx, { key: KEY, value: `${nextPosition(tx)}` })
  }
  for (const left of documents) tx.desk.insert(leftDocument).values(left).onConflictDoNothing().run()
}

/** For a command at this place in the outbox; undefined where nothing is known that came after it. */
export function leftDocumentFor(db: DeskReadHandle, name: DocumentName, position: number): Uint8Array | undefined {
  if (position >= Number(settingOf(db, KEY) ?? 0)) return undefined
  return db.desk.select().from(leftDocument).where(eq(leftDocument.name, name)).get()?.data
}

export function hasLeftDocuments(db: DeskReadHandle): boolean {
  return db.desk.select({ name: leftDocument.name }).from(leftDocument).limit(1).get() !== undefined
}

/** Once nothing is to be run again any more, nobody asks for them. */
export function forgetLeftDocuments(tx: DeskHandle): void {
  if (!isNeeded(tx)) tx.desk.delete(leftDocument).run()
}

export function forgetLeftDocument(tx: DeskHandle, name: DocumentName): void {
  tx.desk.delete(leftDocument).where(eq(leftDocument.name, name)).run()
}

function isNeeded(db: DeskReadHandle): boolean {
  const again = db.desk.select({ id: outbox.id }).from(outbox).where(eq(outbox.again, true)).limit(1).get()
  return again !== undefined && hasLeftDocuments(db)
}

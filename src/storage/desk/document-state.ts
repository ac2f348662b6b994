import { asc, eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localDocument } from './desk-schema.ts'

/** What this device knows of a document it holds. */
export type DocumentState = {
  readonly name: DocumentName
  readonly epoch: number
  /** The newest sequence of the server's log that is here. */
  readonly seq: number
  /** The Yjs client id this device writes with in this epoch; undefined until it first writes. */
  readonly clientId: number | undefined
  readonly writable: boolean
  /** The server knows it. False: made here, never sent. */
  readonly known: boolean
}

export function documentState(db: DeskReadHandle, name: DocumentName): DocumentState | undefined {
  const row = db.desk.select().from(localDocument).where(eq(localDocument.name, name)).get()
  return row && stateOf(row)
}

/** All of them, by name. */
export function documentStates(db: DeskReadHandle): DocumentState[] {
  return db.desk.select().from(localDocument).orderBy(asc(localDocument.name)).all().map(stateOf)
}

function stateOf(row: typeof localDocument.$inferSelect): DocumentState {
  return { ...row, clientId: row.clientId ?? undefined }
}

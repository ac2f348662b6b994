import { asc, eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localSnapshot, localUpdate } from './desk-schema.ts'

export type LoggedUpdate = {
  readonly n: number
  /** The server's sequence; undefined while it is this device's own and not acknowledged. */
  readonly seq: number | undefined
  readonly command: CommandId | undefined
  readonly data: Uint8Array
}
export type LoadedLog = { readonly snapshot: Uint8Array | undefined; readonly updates: readonly LoggedUpdate[] }

/** Everything this device holds of a document: apply the snapshot, then the updates in order. */
export function loadUpdates(db: DeskReadHandle, document: DocumentName): LoadedLog {
  const snapshot = db.desk.select().from(localSnapshot).where(eq(localSnapshot.document, document)).get()
  const rows = db.desk
    .select()
    .from(localUpdate)
    .where(eq(localUpdate.document, document))
    .orderBy(asc(localUpdate.n))
    .all()
  return { snapshot: snapshot?.data, updates: rows.map(loggedUpdate) }
}

function loggedUpdate({ n, seq, command, data }: typeof localUpdate.$inferSelect): LoggedUpdate {
  return { n, seq: seq ?? undefined, command: command ?? undefined, data }
}

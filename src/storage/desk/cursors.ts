import { eq } from 'drizzle-orm'
import type { DeskReadHandle } from '../handle.ts'
import { localDocument } from './desk-schema.ts'

/** How far the server's log of each document is here, as `hello` says it. Without those that the server does not know. */
export function cursors(db: DeskReadHandle): Record<string, { epoch: number; seq: number }> {
  const rows = db.desk.select().from(localDocument).where(eq(localDocument.known, true)).all()
  return Object.fromEntries(rows.map(({ name, epoch, seq }) => [name, { epoch, seq }]))
}

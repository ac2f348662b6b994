import { eq } from 'drizzle-orm'
import type { DeskHandle } from '../handle.ts'
import { localDocument } from './desk-schema.ts'

/** Documents that were made here and are not known to the server yet come to be in its present epoch. */
export function bearInEpoch(tx: DeskHandle, epoch: number): void {
  tx.desk.update(localDocument).set({ epoch }).where(eq(localDocument.known, false)).run()
}

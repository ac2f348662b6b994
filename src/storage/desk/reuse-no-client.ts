import type { DeskHandle } from '../handle.ts'
import { localDocument } from './desk-schema.ts'

/**
 * For a desk that was restored from a backup: the original may have written on since, under the client ids that stand here.
 * Each document gets a new one with the next change.
 */
export function reuseNoClient(tx: DeskHandle): void {
  tx.desk.update(localDocument).set({ clientId: null }).run()
}

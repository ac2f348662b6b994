import { compact } from '../../storage/desk/compact.ts'
import { documentsToCompact } from '../../storage/desk/documents-to-compact.ts'
import type { Desk } from './desk.ts'

/** Folds long logs into snapshots, one document at a time between other work. */
export async function tidyUp({ lane, store }: Desk): Promise<void> {
  for (const name of documentsToCompact(store.read)) {
    await lane.run(() => store.tx(async (tx) => compact(tx, name)))
  }
}

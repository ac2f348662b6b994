import { compact } from '../../storage/desk/compact.ts'
import { documentsToCompact } from '../../storage/desk/documents-to-compact.ts'
import { forgetOldKept } from '../../storage/desk/kept-commands.ts'
import { forgetLeftDocuments, hasLeftDocuments } from '../../storage/desk/left-documents.ts'
import { addRunningTime } from '../../storage/desk/running-time.ts'
import type { Desk } from './desk.ts'

/** How long a desk has to run before it lets go of what the server has taken: a restored server gets it again (sync.md). */
export const KEPT_FOR = 7 * 24 * 60 * 60_000

/** Folds long logs into snapshots, one document at a time between other work. `ran`: milliseconds since the last time. */
export async function tidyUp({ lane, store }: Desk, ran: number): Promise<void> {
  await lane.run(() =>
    store.tx(async (tx) => {
      addRunningTime(tx, ran)
      forgetOldKept(tx, KEPT_FOR)
      if (hasLeftDocuments(tx)) forgetLeftDocuments(tx)
    }),
  )
  for (const name of documentsToCompact(store.read)) {
    await lane.run(() => store.tx(async (tx) => compact(tx, name)))
  }
}

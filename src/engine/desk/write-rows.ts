import type { Changed } from '../../core/contract/desk.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { RowChange } from '../../core/projections/rows.ts'
import { applyRowChanges } from '../../storage/apply-row-changes.ts'
import { forgetDocument } from '../../storage/desk/forget-document.ts'
import type { DeskHandle } from '../../storage/handle.ts'
import { dropDocumentRows } from '../../storage/queries/drop-document-rows.ts'
import { changedCollections, collectionsOfDocument, mergeChanged } from './changed-collections.ts'
import type { Desk } from './desk.ts'

/** The rows, in an open transaction of the desk. Nothing else in the engine writes any. */
export type Rows = {
  /** For what is no row: logs, cursors, the outbox. */
  readonly tx: DeskHandle
  apply(changes: readonly RowChange[]): Promise<void>
  /** All of one document, before it is projected anew. */
  drop(document: DocumentName): Promise<void>
  /** A document that may no longer be here, with its log. */
  forget(document: DocumentName): Promise<void>
}

/** `changed`: what the windows have to be told, once the rest of the engine knows as well. */
export type WrittenRows<T> = { readonly value: T; readonly changed: Changed }

/**
 * A transaction that writes rows. Once it is committed, what is kept of them in memory (busy times) follows, here and nowhere
 * else; where it fails nothing has changed.
 */
export async function writeRows<T>(
  { store, stamps, busyBook }: Pick<Desk, 'store' | 'stamps' | 'busyBook'>,
  work: (rows: Rows) => Promise<T>,
): Promise<WrittenRows<T>> {
  const touched: Touched = new Map()
  let changed: Changed = []
  const gone = (document: DocumentName): void => {
    touched.set(document, 'anything')
    changed = mergeChanged(changed, collectionsOfDocument(document))
  }
  const value = await store.tx((tx) =>
    work({
      tx,
      apply: async (changes) => {
        for (const change of changes) touch(touched, change)
        changed = mergeChanged(changed, changedCollections(changes))
        await applyRowChanges(tx, changes)
      },
      drop: async (document) => {
        gone(document)
        await dropDocumentRows(tx, document)
      },
      forget: async (document) => {
        gone(document)
        await forgetDocument(tx, document)
      },
    }),
  )
  for (const [document, changes] of touched) {
    const step = stamps.step(document)
    if (changes !== 'anything') busyBook.changed({ document, ...step, changes })
  }
  return { value, changed }
}

type AppointmentChange = Extract<RowChange, { table: 'appointment' }>
/** What has become of the times in each document. */
type Touched = Map<DocumentName, AppointmentChange[] | 'anything'>

function touch(touched: Touched, change: RowChange): void {
  if (change.table !== 'appointment' && change.table !== 'busy') return
  const { document } = 'put' in change ? change.put : change
  const known = touched.get(document)
  if (known === 'anything') return
  if (change.table === 'busy') touched.set(document, 'anything')
  else if (known) known.push(change)
  else touched.set(document, [change])
}

import { and, eq, inArray } from 'drizzle-orm'
import type { DocumentName } from '../core/document/document-name.ts'
import type { RowChange } from '../core/projections/rows.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/** Schedules, absences, event types and booking links. One change of a row at most; other tables are passed over. */
export async function applyBookables(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const { schedule, absence, eventType, bookingLink } = tx.tables

  const schedules = all.filter((change) => change.table === 'schedule')
  await removeAll(schedules, (document, ids) =>
    tx.delete(schedule).where(and(eq(schedule.document, document), inArray(schedule.id, ids))),
  )
  await inBatches(puts(schedules), (batch) => tx.insert(schedule).values(batch))

  const absences = all.filter((change) => change.table === 'absence')
  await removeAll(absences, (document, ids) =>
    tx.delete(absence).where(and(eq(absence.document, document), inArray(absence.id, ids))),
  )
  await inBatches(puts(absences), (batch) => tx.insert(absence).values(batch))

  const eventTypes = all.filter((change) => change.table === 'eventType')
  await removeAll(eventTypes, (document, ids) =>
    tx.delete(eventType).where(and(eq(eventType.document, document), inArray(eventType.id, ids))),
  )
  await inBatches(puts(eventTypes), (batch) => tx.insert(eventType).values(batch))

  const links = all.filter((change) => change.table === 'bookingLink')
  await removeAll(links, (document, ids) =>
    tx.delete(bookingLink).where(and(eq(bookingLink.document, document), inArray(bookingLink.id, ids))),
  )
  await inBatches(puts(links), (batch) => tx.insert(bookingLink).values(batch))
}

type Row<Id> = { readonly id: Id; readonly document: DocumentName }
type Change<Id, R extends Row<Id>> = { readonly put: R } | { readonly remove: Id; readonly document: DocumentName }

/** Those that are put are removed first, too. */
async function removeAll<Id, R extends Row<Id>>(
  changes: readonly Change<Id, R>[],
  remove: (document: DocumentName, ids: Id[]) => PromiseLike<unknown>,
): Promise<void> {
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.document : change.document),
    (document, batch) =>
      remove(
        document,
        batch.map((change) => ('put' in change ? change.put.id : change.remove)),
      ),
  )
}

function puts<R>(changes: readonly ({ readonly put: R } | { readonly remove: unknown })[]): R[] {
  return changes.flatMap((change) => ('put' in change ? [change.put] : []))
}

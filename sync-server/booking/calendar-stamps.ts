import { sql } from 'drizzle-orm'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import type { CalendarId } from '../../src/core/model/ids.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { CalendarsAsked, StampedDocument } from '../../src/storage/busy-book-stamps.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { BusyBook } from '../../src/storage/busy-book.ts'
import { doc } from '../database/schema.ts'
import type { Unit } from '../documents/unit-of-work.ts'

/**
 * The heads of all documents in which these calendars keep appointments: rows and head are committed in one transaction, so
 * that where the head is the same the rows are. (Busy documents are their shadows, and have no rows here.)
 */
export async function calendarStamps(
  db: PostgresReadHandle,
  { workspace, calendars }: CalendarsAsked,
): Promise<StampedDocument[]> {
  if (calendars.length === 0) return []
  const beginnings = calendars.map((calendar) => {
    const beginning = documentName({ kind: 'entries', workspace, calendar, part: '' })
    // '0' is what follows the slash with which it ends.
    return sql`(${calendar}::text, ${beginning}::text, ${`${beginning.slice(0, -1)}0`}::text)`
  })
  const { rows } = await db.execute<{ calendar: CalendarId; document: DocumentName; stamp: string }>(
    sql`select c.calendar, ${doc.name} as document, ${doc.id} || '/' || ${doc.epoch} || '/' || ${doc.head} as stamp
        from (values ${sql.join(beginnings, sql`, `)}) as c(calendar, beginning, beyond)
        join ${doc} on ${doc.name} ~>=~ c.beginning and ${doc.name} ~<~ c.beyond`,
  )
  return rows
}

/** Tells the book what a unit of this process has committed. */
export function tellCommitted(busyBook: Pick<BusyBook<never>, 'changed'>, { entries, rows }: Committed): void {
  for (const [{ id, epoch, name: document }, own] of Map.groupBy(entries, (entry) => entry.document)) {
    const stampAt = (head: number): string => `${id}/${epoch}/${head}`
    const [first] = own
    const last = own.at(-1)
    if (!first || !last) continue
    const changes = rows
      .filter((change) => change.table === 'appointment')
      .filter((change) => homeOf(change) === document)
    busyBook.changed({ document, from: stampAt(first.seq - 1), to: stampAt(last.seq), changes })
  }
}

type Committed = Pick<Unit, 'entries' | 'rows'>

function homeOf(change: Extract<RowChange, { table: 'appointment' }>): DocumentName {
  return 'put' in change ? change.put.document : change.document
}

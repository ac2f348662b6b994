import { and, eq } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import { parseDocumentName } from '../../core/document/document-name.ts'
import type { Handle } from '../handle.ts'

/** All rows that came from one document: before it is projected anew, or because it may no longer be read here. */
export async function dropDocumentRows(tx: Handle, document: DocumentName): Promise<void> {
  const { calendar, schedule, absence, eventType, bookingLink, appointment, occurrence, verdict } = tx.tables
  const ref = parseDocumentName(document)
  if (ref?.kind === 'calendar') {
    await tx.delete(calendar).where(and(eq(calendar.workspace, ref.workspace), eq(calendar.id, ref.calendar)))
  }
  for (const table of [schedule, absence, eventType, bookingLink, appointment, occurrence, verdict]) {
    await tx.delete(table).where(eq(table.document, document))
  }
}

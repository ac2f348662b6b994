import { eq } from 'drizzle-orm'
import { FULL_QUARTER, homesOf, type NewHome } from '../../src/core/document/home-document.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'

/** Where the server puts a new appointment: its quarter, or its month once that is full. Asked of the rows: nothing is loaded for it. */
export async function homeOfNew(db: PostgresReadHandle, place: NewHome): Promise<DocumentName> {
  const [quarter, month] = homesOf(place)
  if (month === undefined) return quarter
  const { appointment } = db.tables
  const beyond = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(eq(appointment.document, quarter))
    .limit(1)
    .offset(FULL_QUARTER - 1)
  return beyond.length > 0 ? month : quarter
}

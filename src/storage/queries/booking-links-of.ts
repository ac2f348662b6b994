import { and, asc, eq } from 'drizzle-orm'
import type { EventTypeId, WorkspaceId } from '../../core/model/ids.ts'
import type { BookingLinkRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

/** To one event type, or all; in the order they were made. */
export async function bookingLinksOf(
  db: ReadHandle,
  { workspace, eventType }: { workspace: WorkspaceId; eventType?: EventTypeId },
): Promise<BookingLinkRow[]> {
  const { bookingLink } = db.tables
  const to = eventType === undefined ? undefined : eq(bookingLink.eventType, eventType)
  return db
    .select()
    .from(bookingLink)
    .where(and(eq(bookingLink.workspace, workspace), to))
    .orderBy(asc(bookingLink.id), asc(bookingLink.owner))
}

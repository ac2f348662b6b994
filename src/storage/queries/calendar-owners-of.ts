import { asc, eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { CalendarOwnerRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

/** As the directory says; also of calendars whose own document is not here. */
export async function calendarOwnersOf(db: ReadHandle, workspace: WorkspaceId): Promise<CalendarOwnerRow[]> {
  const { calendarOwner } = db.tables
  return db
    .select()
    .from(calendarOwner)
    .where(eq(calendarOwner.workspace, workspace))
    .orderBy(asc(calendarOwner.calendar))
}

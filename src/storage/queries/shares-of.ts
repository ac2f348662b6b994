import { asc, eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { CalendarShareRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

export async function sharesOf(db: ReadHandle, workspace: WorkspaceId): Promise<CalendarShareRow[]> {
  const { calendarShare } = db.tables
  return db
    .select()
    .from(calendarShare)
    .where(eq(calendarShare.workspace, workspace))
    .orderBy(asc(calendarShare.calendar), asc(calendarShare.member))
}

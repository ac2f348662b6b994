import { and, asc, eq } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { ScheduleRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { scheduleRow } from './schedule-row.ts'

/** Of one member, or of all; in the order they were made. */
export async function schedulesOf(
  db: ReadHandle,
  { workspace, member }: { workspace: WorkspaceId; member?: MemberId },
): Promise<ScheduleRow[]> {
  const { schedule } = db.tables
  const rows = await db
    .select()
    .from(schedule)
    .where(and(eq(schedule.workspace, workspace), member === undefined ? undefined : eq(schedule.member, member)))
    .orderBy(asc(schedule.id), asc(schedule.member))
  return rows.map(scheduleRow)
}

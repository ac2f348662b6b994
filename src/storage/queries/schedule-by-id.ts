import { and, asc, eq } from 'drizzle-orm'
import type { MemberId, ScheduleId, WorkspaceId } from '../../core/model/ids.ts'
import type { ScheduleRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { scheduleRow } from './schedule-row.ts'

/** `member`: give it where it is known; a colleague might have a schedule by the same id in a document of their own. */
export async function scheduleById(
  db: ReadHandle,
  { workspace, id, member }: { workspace: WorkspaceId; id: ScheduleId; member?: MemberId },
): Promise<ScheduleRow | undefined> {
  const { schedule } = db.tables
  const owned = member === undefined ? undefined : eq(schedule.member, member)
  const [row] = await db
    .select()
    .from(schedule)
    .where(and(eq(schedule.workspace, workspace), eq(schedule.id, id), owned))
    .orderBy(asc(schedule.member))
    .limit(1)
  return row === undefined ? undefined : scheduleRow(row)
}

import { and, asc, eq } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { CalendarRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import type { Tables } from '../schema.ts'

/** Calendars whose own document is here, in the order they were made; `owner` as the directory says, where it says one. */
export async function calendarsOf(db: ReadHandle, workspace: WorkspaceId): Promise<CalendarRow[]> {
  const { calendar, calendarOwner } = db.tables
  const rows = await db
    .select({ calendar, owner: calendarOwner.owner })
    .from(calendar)
    .leftJoin(
      calendarOwner,
      and(eq(calendarOwner.workspace, calendar.workspace), eq(calendarOwner.calendar, calendar.id)),
    )
    .where(eq(calendar.workspace, workspace))
    .orderBy(asc(calendar.id))
  return rows.map((row) => calendarRow(row.calendar, row.owner))
}

function calendarRow(row: Tables['calendar']['$inferSelect'], owner: MemberId | null): CalendarRow {
  const { schedule, ...rest } = row
  return { ...rest, owner: owner ?? row.owner, ...(schedule === null ? {} : { schedule }) }
}

import { and, asc, eq } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { EventTypeRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { eventTypeRow } from './event-type-row.ts'

/** Of one owner, or of all; in the order they were made. */
export async function eventTypesOf(
  db: ReadHandle,
  { workspace, owner }: { workspace: WorkspaceId; owner?: MemberId },
): Promise<EventTypeRow[]> {
  const { eventType } = db.tables
  const rows = await db
    .select()
    .from(eventType)
    .where(and(eq(eventType.workspace, workspace), owner === undefined ? undefined : eq(eventType.owner, owner)))
    .orderBy(asc(eventType.id), asc(eventType.owner))
  return rows.map(eventTypeRow)
}

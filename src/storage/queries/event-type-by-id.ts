import { and, asc, eq } from 'drizzle-orm'
import type { EventTypeId, MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { EventTypeRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { eventTypeRow } from './event-type-row.ts'

/** `owner`: give it where it is known (that of the booking link); a colleague might have one by the same id. */
export async function eventTypeById(
  db: ReadHandle,
  { workspace, id, owner }: { workspace: WorkspaceId; id: EventTypeId; owner?: MemberId },
): Promise<EventTypeRow | undefined> {
  const { eventType } = db.tables
  const owned = owner === undefined ? undefined : eq(eventType.owner, owner)
  const [row] = await db
    .select()
    .from(eventType)
    .where(and(eq(eventType.workspace, workspace), eq(eventType.id, id), owned))
    .orderBy(asc(eventType.owner))
    .limit(1)
  return row === undefined ? undefined : eventTypeRow(row)
}

import { and, eq, inArray } from 'drizzle-orm'
import type { AppointmentId, CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { Verdict } from '../../core/model/verdict.ts'
import type { ReadHandle } from '../handle.ts'
import { inBatches } from '../batches.ts'

type Entry = { readonly calendar: CalendarId; readonly id: AppointmentId }

/** What the server has decided about these entries; nothing for those that it was never asked about. */
export async function verdictsOf(
  db: ReadHandle,
  { workspace, entries }: { workspace: WorkspaceId; entries: readonly Entry[] },
): Promise<Map<AppointmentId, Verdict>> {
  const { verdict } = db.tables
  const calendars = new Map(entries.map(({ id, calendar }) => [id, calendar]))
  const found = new Map<AppointmentId, Verdict>()
  await inBatches([...calendars.keys()], async (batch) => {
    const rows = await db
      .select()
      .from(verdict)
      .where(and(eq(verdict.workspace, workspace), inArray(verdict.id, batch)))
    for (const { id, calendar, data } of rows) if (calendars.get(id) === calendar) found.set(id, data)
  })
  return found
}

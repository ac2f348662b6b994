import { and, eq, gte, inArray, lt } from 'drizzle-orm'
import type { BusyTime } from '../../src/core/model/busy-time.ts'
import type { CalendarId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { Span } from '../../src/core/time/recurrence.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

export type TakenTime = Omit<BusyTime, 'id'>

type Asked = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  /** In which they start, on either basis. */
  readonly span: Span
}

/**
 * What takes a calendar's time, each time once, as the rows say. A calendar that does not count as busy takes none.
 */
export async function blockingTimes(tx: PostgresHandle, { workspace, calendar, span }: Asked): Promise<TakenTime[]> {
  const { occurrence: o, calendar: c } = tx.tables
  const [own] = await tx
    .select({ counts: c.countsAsBusy })
    .from(c)
    .where(and(eq(c.workspace, workspace), eq(c.id, calendar)))
  if (own?.counts === false) return []
  const rows = await tx
    .selectDistinct({ basis: o.basis, starts: o.starts, ends: o.ends, allDay: o.allDay })
    .from(o)
    .where(
      and(
        eq(o.workspace, workspace),
        eq(o.calendar, calendar),
        // The two columns between the calendar and the start in the index.
        inArray(o.basis, ['instant', 'wall']),
        inArray(o.long, [true, false]),
        gte(o.starts, span.from),
        lt(o.starts, span.until),
        eq(o.blocks, true),
      ),
    )
  return rows.map(({ basis, starts, ends, allDay }) => ({
    basis,
    starts: instant(starts),
    ends: instant(ends),
    allDay,
  }))
}

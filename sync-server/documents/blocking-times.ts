import { and, eq, gte, inArray, lt } from 'drizzle-orm'
import { spanOfPart } from '../../src/core/document/calendar-part.ts'
import type { BusyTime } from '../../src/core/model/busy-time.ts'
import type { CalendarId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

export type TakenTime = Omit<BusyTime, 'id'>

type Asked = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  /** UTC quarters; undefined: all there is. */
  readonly parts: ReadonlySet<string> | undefined
}

/**
 * What takes a calendar's time, each time once, as the rows say: from the first of the quarters to the last. A calendar that
 * does not count as busy takes none.
 */
export async function blockingTimes(tx: PostgresHandle, { workspace, calendar, parts }: Asked): Promise<TakenTime[]> {
  const { occurrence: o, calendar: c } = tx.tables
  if (parts?.size === 0) return []
  const [own] = await tx
    .select({ counts: c.countsAsBusy })
    .from(c)
    .where(and(eq(c.workspace, workspace), eq(c.id, calendar)))
  if (own?.counts === false) return []
  const spans = [...(parts ?? [])].map(spanOfPart)
  const within = parts && [
    gte(o.starts, Math.min(...spans.map(({ from }) => from))),
    lt(o.starts, Math.max(...spans.map(({ until }) => until))),
  ]
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
        eq(o.blocks, true),
        ...(within ?? []),
      ),
    )
  return rows.map(({ basis, starts, ends, allDay }) => ({
    basis,
    starts: instant(starts),
    ends: instant(ends),
    allDay,
  }))
}

import type { SQL } from 'drizzle-orm'
import { and, eq, gt, gte, inArray, lt, or } from 'drizzle-orm'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import { DAY } from '../../core/model/instant.ts'
import type { OccurrenceRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import type { Tables } from '../schema.ts'
import { byStart } from './by-start.ts'

/** Half-open; milliseconds of wall readings as if they were UTC. */
export type WallSpan = { readonly from: number; readonly until: number }

export type OccurrencesWithin = {
  readonly workspace: WorkspaceId
  readonly span: Interval
  /** What the span is on the asking clock's wall: for all-day and floating ones. */
  readonly wallSpan: WallSpan
  /** All of the workspace when absent. */
  readonly calendars?: readonly CalendarId[]
}

/**
 * Every occurrence that touches the span, whatever its status, ordered by start, end, document, appointment, original (of
 * two bases: by the number). Four ranges of one index; nothing is expanded, so nothing beyond the horizon is found (T2).
 */
export async function occurrencesWithin(db: ReadHandle, query: OccurrencesWithin): Promise<OccurrenceRow[]> {
  if (query.calendars?.length === 0) return []
  const { occurrence } = db.tables
  const within = (range: SQL | undefined) =>
    db
      .select()
      .from(occurrence)
      .where(
        and(
          eq(occurrence.workspace, query.workspace),
          query.calendars && inArray(occurrence.calendar, query.calendars),
          range,
        ),
      )
  const [first, second, third, fourth] = touching(occurrence, query.span, query.wallSpan)
  const rows = await within(first).unionAll(within(second)).unionAll(within(third)).unionAll(within(fourth))
  return rows.sort(byStart)
}

/** The four ranges: both bases, short and long. Each is a range of `starts` in one index. */
export function touching(t: Tables['occurrence'], span: Interval, wallSpan: WallSpan) {
  const instants = { basis: 'instant', from: span.start, until: span.end } as const
  const walls = { basis: 'wall', from: wallSpan.from, until: wallSpan.until } as const
  return [short(t, instants), long(t, instants), short(t, walls), long(t, walls)] as const
}

type Range = { basis: 'instant' | 'wall'; from: number; until: number }

function short(t: Tables['occurrence'], { basis, from, until }: Range): SQL | undefined {
  const earliest = gte(t.starts, from - 7 * DAY)
  return and(eq(t.basis, basis), eq(t.long, false), earliest, lt(t.starts, until), endsIn(t, from))
}

function long(t: Tables['occurrence'], { basis, from, until }: Range): SQL | undefined {
  return and(eq(t.basis, basis), eq(t.long, true), lt(t.starts, until), endsIn(t, from))
}

// One without length belongs to the span in which it starts.
function endsIn(t: Tables['occurrence'], from: number): SQL | undefined {
  return or(gt(t.ends, from), gte(t.starts, from))
}

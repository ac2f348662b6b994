import type { Placeholder, SQL } from 'drizzle-orm'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { CalendarId, WorkspaceId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import type { OccurrenceRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { byStart } from './by-start.ts'
import type { TouchingRanges, WallSpan } from './touching.ts'
import { placeholderValues, placeholders, rangesOf, touching } from './touching.ts'

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
  const { workspace, span, wallSpan, calendars } = query
  if (calendars?.length === 0) return []
  const ranges = rangesOf(span, wallSpan)
  const rows =
    calendars === undefined
      ? await prepared(db).execute({ workspace, ...placeholderValues(ranges) })
      : await select(db, { workspace, calendars, ...ranges })
  return rows.sort(byStart)
}

// Building and preparing the statement costs as much as finding a week: kept for as long as its connection.
const statements = new WeakMap<object, ReturnType<typeof prepare>>()

function prepared(db: ReadHandle): ReturnType<typeof prepare> {
  const known = statements.get(db.view)
  if (known !== undefined) return known
  const made = prepare(db)
  statements.set(db.view, made)
  return made
}

function prepare(db: ReadHandle) {
  return select(db, { workspace: sql.placeholder('workspace'), ...placeholders }).prepare('occurrences_within')
}

type Asked = TouchingRanges & { workspace: WorkspaceId | Placeholder; calendars?: readonly CalendarId[] }

function select(db: ReadHandle, { workspace, calendars, ...ranges }: Asked) {
  const { occurrence } = db.tables
  const among = calendars && inArray(occurrence.calendar, calendars)
  const within = (range: SQL | undefined) =>
    db
      .select()
      .from(occurrence)
      .where(and(eq(occurrence.workspace, workspace), among, range))
  const [first, second, third, fourth] = touching(occurrence, ranges)
  return within(first).unionAll(within(second)).unionAll(within(third)).unionAll(within(fourth))
}

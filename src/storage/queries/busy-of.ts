import type { SQL } from 'drizzle-orm'
import { and, eq, inArray } from 'drizzle-orm'
import type { CalendarId, MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import type { OccurrenceRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { byStart } from './by-start.ts'
import { calendarsOf } from './calendars-of.ts'
import type { WallSpan } from './touching.ts'
import { rangesOf, touching } from './touching.ts'

export type BusyOf = {
  readonly workspace: WorkspaceId
  readonly members: readonly MemberId[]
  readonly span: Interval
  /** What the span is on each member's own wall, for all-day and floating ones; members without one have none of these. */
  readonly wallSpans: ReadonlyMap<MemberId, WallSpan>
}

/** `bookingId` tells bookings, which carry buffers and have claims of their own, from the rest. */
export type BusyRow = Pick<
  OccurrenceRow,
  'document' | 'appointment' | 'original' | 'calendar' | 'basis' | 'starts' | 'ends' | 'allDay'
> & { readonly bookingId: string | undefined }

/**
 * What takes each member's time: blocking occurrences of calendars of theirs that count as busy, ascending by start. Every
 * member asked for has an entry. Nothing beyond the horizon is found (T2).
 */
export async function busyOf(db: ReadHandle, query: BusyOf): Promise<Map<MemberId, BusyRow[]>> {
  const calendars = (await calendarsOf(db, query.workspace)).filter(
    (calendar) => calendar.countsAsBusy && query.members.includes(calendar.owner),
  )
  const owners = new Map(calendars.map((calendar) => [calendar.id, calendar.owner]))
  const rows = await blockingRows(db, query, [...owners.keys()])
  const entries = query.members.map((member): [MemberId, BusyRow[]] => [
    member,
    rows.filter((row) => owners.get(row.calendar) === member && seenBy(row, query.wallSpans.get(member))),
  ])
  return new Map(entries)
}

async function blockingRows(db: ReadHandle, query: BusyOf, calendars: CalendarId[]): Promise<BusyRow[]> {
  if (calendars.length === 0) return []
  const { appointment, occurrence } = db.tables
  const { document, original, calendar, basis, starts, ends, allDay } = occurrence
  const within = (range: SQL | undefined) =>
    db
      .select({
        document,
        appointment: occurrence.appointment,
        original,
        calendar,
        basis,
        starts,
        ends,
        allDay,
        bookingId: appointment.bookingId,
      })
      .from(occurrence)
      .innerJoin(appointment, and(eq(appointment.document, document), eq(appointment.id, occurrence.appointment)))
      .where(
        and(
          eq(occurrence.workspace, query.workspace),
          inArray(calendar, calendars),
          eq(occurrence.blocks, true),
          range,
        ),
      )
  const [first, second, third, fourth] = touching(occurrence, rangesOf(query.span, hull([...query.wallSpans.values()])))
  const rows = await within(first).unionAll(within(second)).unionAll(within(third)).unionAll(within(fourth))
  return rows.map(busyRow).sort(byStart)
}

// The database's null is our undefined.
function busyRow(row: Omit<BusyRow, 'bookingId'> & { readonly bookingId: string | null }): BusyRow {
  return { ...row, bookingId: row.bookingId ?? undefined }
}

function hull(spans: readonly WallSpan[]): WallSpan {
  // An empty list gives a span that nothing touches.
  return spans.reduce(
    (all, span) => ({ from: Math.min(all.from, span.from), until: Math.max(all.until, span.until) }),
    {
      from: Number.MAX_SAFE_INTEGER,
      until: Number.MIN_SAFE_INTEGER,
    },
  )
}

function seenBy(row: BusyRow, wallSpan: WallSpan | undefined): boolean {
  if (row.basis === 'instant') return true
  if (wallSpan === undefined) return false
  return row.starts < wallSpan.until && (row.ends > wallSpan.from || row.starts >= wallSpan.from)
}

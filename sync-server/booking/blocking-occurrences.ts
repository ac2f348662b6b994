import { and, eq, inArray } from 'drizzle-orm'
import { documentName } from '../../src/core/document/document-name.ts'
import type { AppointmentId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import { DAY, instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { occurrenceRows } from '../../src/core/projections/occurrence-rows.ts'
import type { OccurrenceRow } from '../../src/core/projections/rows.ts'
import type { Span } from '../../src/core/time/recurrence.ts'
import { firstInstantFrom, instantOfReading, wallAsUtc, wallOf } from '../../src/core/time/wall-clock.ts'
import type { ReadHandle } from '../../src/storage/handle.ts'
import { appointmentRow } from '../../src/storage/queries/appointment-row.ts'
import { busyOf } from '../../src/storage/queries/busy-of.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'

export type HostZone = { readonly member: MemberId; readonly zone: ZoneName }
export type HostQuery = {
  readonly workspace: WorkspaceId
  readonly hosts: readonly HostZone[]
  readonly span: Interval
}

export type BlockingOccurrence = { readonly appointment: AppointmentId; readonly time: Interval }

/**
 * What in each host's calendars takes their time within the span, as instants: all-day and floating ones as the host's own
 * wall has them (S6). Series are expanded here, since their rows end at a horizon (T2).
 */
export async function blockingOccurrences(
  db: ReadHandle,
  query: HostQuery,
): Promise<Map<MemberId, BlockingOccurrence[]>> {
  const { workspace, hosts, span } = query
  const walls = new Map(hosts.map(({ member, zone }) => [member, wallSpan(span, zone)]))
  const members = hosts.map(({ member }) => member)
  const rows = await busyOf(db, { workspace, members, span, wallSpans: walls })
  const series = await seriesOccurrences(db, query)
  return new Map(
    hosts.map(({ member, zone }) => {
      const singles = (rows.get(member) ?? []).filter(({ original }) => original === '')
      const all = [...singles, ...(series.get(member) ?? [])]
      return [member, all.map((row) => ({ appointment: row.appointment, time: timeOf(row, zone) }))]
    }),
  )
}

// A day more on either side: at a change of the clock the readings of a span reach beyond those of its ends.
function wallSpan({ start, end }: Interval, zone: ZoneName): { from: number; until: number } {
  return { from: wallAsUtc(wallOf(start, zone)) - DAY, until: wallAsUtc(wallOf(end, zone)) + DAY }
}

async function seriesOccurrences(
  db: ReadHandle,
  { workspace, hosts, span }: HostQuery,
): Promise<Map<MemberId, OccurrenceRow[]>> {
  const members = new Set<MemberId>(hosts.map(({ member }) => member))
  const calendars = (await calendarsOf(db, workspace)).filter((own) => own.countsAsBusy && members.has(own.owner))
  if (calendars.length === 0) return new Map()
  const { appointment } = db.tables
  const homes = calendars.map(({ id }) => documentName({ kind: 'entries', workspace, calendar: id, part: 'series' }))
  const rows = await db
    .select()
    .from(appointment)
    .where(and(inArray(appointment.document, homes), eq(appointment.deleted, false)))
  // Both bases at once: readings of a wall lie within a day of the instants.
  const wide = weeksOf({ from: span.start - DAY, until: span.end + DAY })
  const owners = new Map(calendars.map(({ id, owner }) => [id, owner]))
  const blocking = rows
    .flatMap((row) => wide.flatMap((week) => occurrenceRows(appointmentRow(row), week)))
    .filter(({ blocks, original }) => blocks && original !== '')
  return Map.groupBy(
    blocking.flatMap((row) => {
      const owner = owners.get(row.calendar)
      return owner === undefined ? [] : [{ ...row, owner }]
    }),
    ({ owner }) => owner,
  )
}

// S1: a series too dense to be expanded over months must block in the list just as it does for one start.
function weeksOf({ from, until }: Span): Span[] {
  const count = Math.ceil((until - from) / (7 * DAY))
  return Array.from({ length: count }, (_, week) => ({
    from: from + week * 7 * DAY,
    until: Math.min(from + (week + 1) * 7 * DAY, until),
  }))
}

type Placed = Pick<OccurrenceRow, 'basis' | 'starts' | 'ends' | 'allDay'>

function timeOf({ basis, starts, ends, allDay }: Placed, zone: ZoneName): Interval {
  if (basis === 'instant') return { start: instant(starts), end: instant(ends) }
  const at = allDay ? firstInstantFrom : instantOfReading
  const start = at(starts, zone)
  return { start, end: instant(Math.max(start, at(ends, zone))) }
}

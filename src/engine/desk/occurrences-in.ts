import { parseDocumentName } from '../../core/document/document-name.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import type { CalendarId } from '../../core/model/ids.ts'
import { DAY, type Interval } from '../../core/model/instant.ts'
import type { ZoneName } from '../../core/model/wall.ts'
import { occurrenceRows } from '../../core/projections/occurrence-rows.ts'
import type { OccurrenceRow } from '../../core/projections/rows.ts'
import type { Span } from '../../core/time/recurrence.ts'
import { wallAsUtc, wallOf } from '../../core/time/wall-clock.ts'
import { appointmentsByIds } from '../../storage/queries/appointments-by-ids.ts'
import { occurrencesWithin } from '../../storage/queries/occurrences-within.ts'
import { seriesOf } from '../../storage/queries/series-of.ts'
import type { Desk } from './desk.ts'

/** Without `appointment`: a busy time of somebody's, of which nothing else is known. */
export type FoundOccurrence = { readonly row: OccurrenceRow; readonly appointment: Appointment | undefined }

export type OccurrencesIn = {
  readonly span: Interval
  /** On whose wall all-day and floating ones are counted. */
  readonly zone: ZoneName
  /** All of the workspace when absent. */
  readonly calendars?: readonly CalendarId[] | undefined
}

/** Every occurrence that touches the span, with its appointment, in no order; T2: beyond the horizon they are expanded here. */
export async function occurrencesIn(desk: Desk, { span, zone, calendars }: OccurrencesIn): Promise<FoundOccurrence[]> {
  const { workspace } = desk.identity()
  const db = desk.store.read
  const wallSpan = { from: wallAsUtc(wallOf(span.start, zone)), until: wallAsUtc(wallOf(span.end, zone)) }
  const within = { workspace, span, wallSpan, ...(calendars === undefined ? {} : { calendars }) }
  const rows = new Map((await occurrencesWithin(db, within)).map((row) => [keyOf(row), row]))
  if (isBeyond(span, desk.covered())) {
    const around = { from: span.start - 2 * DAY, until: span.end + 2 * DAY }
    const series = await seriesOf(db, { workspace, calendars })
    const expanded = series.flatMap((appointment) => occurrenceRows(appointment, around))
    for (const row of expanded) if (touches(row, span, wallSpan)) rows.set(keyOf(row), row)
  }
  return withAppointments(desk, [...rows.values()])
}

async function withAppointments(desk: Desk, rows: readonly OccurrenceRow[]): Promise<FoundOccurrence[]> {
  const { workspace } = desk.identity()
  const ids = rows.map(({ appointment }) => appointment)
  const found = await appointmentsByIds(desk.store.read, { workspace, ids })
  const appointments = new Map(found.map(({ document, id, data }) => [`${document} ${id}`, data]))
  return rows.flatMap((row) => {
    const appointment = appointments.get(`${row.document} ${row.appointment}`)
    return appointment === undefined && !isBusyTime(row) ? [] : [{ row, appointment }]
  })
}

// An appointment may also have left between two questions to the database.
function isBusyTime({ document }: OccurrenceRow): boolean {
  return parseDocumentName(document)?.kind === 'busy'
}

function keyOf({ document, appointment, original }: OccurrenceRow): string {
  return `${document} ${appointment} ${original}`
}

// A day more on either side: the horizon is counted on walls as well as in instants.
function isBeyond(span: Interval, horizon: Span): boolean {
  return span.start - DAY < horizon.from || span.end + DAY > horizon.until
}

function touches({ basis, starts, ends }: OccurrenceRow, span: Interval, wallSpan: Span): boolean {
  const { from, until } = basis === 'wall' ? wallSpan : { from: span.start, until: span.end }
  return starts < until && (ends > from || starts >= from)
}

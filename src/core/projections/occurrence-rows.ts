import type { Appointment, AppointmentTime, Override, Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { WallTime } from '../model/wall.ts'
import { occurrenceAt } from '../document/occurrence-at.ts'
import { expandSeries, type SeriesOccurrence, type Span } from '../time/recurrence.ts'
import { dateAsUtc, wallAsUtc } from '../time/wall-clock.ts'
import type { AppointmentRow, OccurrenceRow } from './rows.ts'

/**
 * The occurrences of an appointment: the one of a single appointment wherever it lies, those of a series that touch
 * `horizon` (on the basis each is counted on), by start. A removed appointment has none. An exception moved in from
 * beyond the horizon counts, one moved out does not; a cancelled one stays, cancelled. A series that cannot be expanded
 * (a peer may have written it) has none.
 */
export function occurrenceRows(row: AppointmentRow, horizon: Span): OccurrenceRow[] {
  const { time, series } = row.data
  if (row.deleted) return []
  if (time !== undefined) return [occurrenceRow(row, '', placeOf(time), {})]
  return series === undefined ? [] : seriesRows(row, series, horizon)
}

function seriesRows(row: AppointmentRow, series: Series, horizon: Span): OccurrenceRow[] {
  const regular = unlessEndless(() => expandSeries(series, horizon))
  const known = new Set<string>(regular.map(({ original }) => original))
  const exceptions = exceptionsWithin(row.data, horizon).filter((original) => !known.has(original))
  const movedIn = exceptions.flatMap((original) => unlessEndless(() => occurrencesAt(series, original)))
  return [...regular, ...movedIn]
    .map(({ original, ...regularPlace }) => {
      const own = row.data.overrides[original] ?? {}
      const place = own.time === undefined ? { ...regularPlace, allDay: series.allDay } : placeOf(own.time)
      return occurrenceRow(row, original, place, own)
    })
    .filter((occurrence) => touches(occurrence, horizon))
    .sort((a, b) => a.starts - b.starts || (a.original < b.original ? -1 : 1))
}

type Place = Pick<OccurrenceRow, 'basis' | 'starts' | 'ends' | 'allDay'>

function occurrenceRow(row: AppointmentRow, original: string, place: Place, own: Override): OccurrenceRow {
  const status = own.cancelled === true ? 'cancelled' : row.status
  const { basis, starts, ends, allDay } = place
  return {
    workspace: row.workspace,
    appointment: row.id,
    original,
    document: row.document,
    calendar: row.calendar,
    basis,
    starts,
    ends,
    allDay,
    long: ends - starts > 7 * DAY,
    title: own.title ?? row.data.title,
    status,
    blocks: row.data.availability !== 'free' && status !== 'cancelled' && status !== 'no-show',
  }
}

function placeOf(time: AppointmentTime): Place {
  switch (time.kind) {
    case 'timed':
      return { basis: 'instant', starts: time.startsAt, ends: time.endsAt, allDay: false }
    case 'all-day':
      return { basis: 'wall', starts: dateAsUtc(time.firstDay), ends: dateAsUtc(time.lastDay) + DAY, allDay: true }
    case 'floating':
      return { basis: 'wall', starts: wallAsUtc(time.start), ends: wallAsUtc(time.end), allDay: false }
  }
}

function touches({ starts, ends }: Pick<Place, 'starts' | 'ends'>, { from, until }: Span): boolean {
  return starts < until && (ends > from || starts >= from)
}

/** Originals whose occurrence has a time of its own that touches the horizon. */
function exceptionsWithin({ overrides }: Appointment, horizon: Span): WallTime[] {
  return Object.entries(overrides)
    .filter(([, { time }]) => time !== undefined && touches(placeOf(time), horizon))
    .map(([original]) => WallTime.parse(original))
}

function occurrencesAt(series: Series, original: WallTime): SeriesOccurrence[] {
  const occurrence = occurrenceAt(series, original)
  return occurrence === undefined ? [] : [occurrence]
}

// A rule out of a peer's hands may have too many occurrences, or none that can be found: that is its own loss alone.
function unlessEndless(expand: () => SeriesOccurrence[]): SeriesOccurrence[] {
  try {
    return expand()
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

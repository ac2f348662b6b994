import type { AppointmentTime, Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { dateAsUtc, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { expandSeries } from '../time/recurrence.ts'
import type { ImportedAppointment } from './read-report.ts'

/**
 * A start of an occurrence, so that readings can be compared: `kind` says what `at` counts. `instant`: epoch ms;
 * `date` and `floating`: ms of the reading as if it were UTC.
 */
export type Start = { readonly kind: 'instant' | 'date' | 'floating'; readonly at: number }

/** Half-open, in the unit of whatever is compared. */
export type StartSpan = { readonly from: number; readonly until: number }

/** `20260323T080000Z`, `20260323` (all-day), `20260323T090000` (floating): as a calendar file would write it. */
export function startKey({ kind, at }: Start): string {
  const wall = utcAsWall(at).replaceAll(/[-:]/g, '')
  if (kind === 'date') return wall.slice(0, 8)
  return kind === 'instant' ? `${wall}Z` : wall
}

/** Every start of the appointment within the span, exceptions at their own times, cancelled ones too. RangeError beyond bounds. */
export function appointmentStarts(
  appointment: Pick<ImportedAppointment, 'time' | 'series' | 'overrides'>,
  span: StartSpan,
): Start[] {
  const own = appointment.time ? [startOfTime(appointment.time)] : []
  const series = appointment.series ? seriesStarts(appointment.series, appointment.overrides, span) : []
  return [...own, ...series].filter((start) => start.at >= span.from && start.at < span.until)
}

function seriesStarts(series: Series, overrides: ImportedAppointment['overrides'], span: StartSpan): Start[] {
  const kind = seriesKind(series)
  const moved = (original: WallTime) => overrides[original]?.time !== undefined
  const usual = expandSeries(series, span).filter((one) => !moved(one.original))
  const own = Object.values(overrides).flatMap(({ time }) => (time ? startOfTime(time) : []))
  return [...usual.map((one): Start => ({ kind, at: one.starts })), ...own]
}

export function seriesKind(series: Series): Start['kind'] {
  if (series.allDay) return 'date'
  return series.zone === undefined ? 'floating' : 'instant'
}

function startOfTime(time: AppointmentTime): Start {
  switch (time.kind) {
    case 'timed':
      return { kind: 'instant', at: time.startsAt }
    case 'all-day':
      return { kind: 'date', at: dateAsUtc(time.firstDay) }
    case 'floating':
      return { kind: 'floating', at: wallAsUtc(time.start) }
  }
}

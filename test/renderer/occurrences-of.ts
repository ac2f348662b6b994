import type { Occurrence } from '../../src/core/contract/desk.ts'
import type { Appointment, AppointmentTime, Series } from '../../src/core/model/appointment.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { expandSeries, type SeriesOccurrence } from '../../src/core/time/recurrence.ts'
import { addDays, instantOf, startOfDay } from '../../src/core/time/wall-clock.ts'
import { ZONE } from './clinic.ts'

type Span = { readonly start: number; readonly end: number }

/** Every occurrence of an appointment that may touch the span. Series of instants only: enough for the screens. */
export function occurrencesOf(found: Appointment, span: Span, { writable }: { writable: boolean }): Occurrence[] {
  const { series, time } = found
  if (time) return [occurrence(found, time, { writable })]
  if (!series) return []
  return expandSeries(series, { from: span.start, until: span.end }).map((one) => {
    const { original } = one
    const override = found.overrides[original]
    const {
      title = found.title,
      location = found.location,
      cancelled,
      time: moved = timeOf(series, one),
    } = override ?? {}
    const status = cancelled ? 'cancelled' : found.status
    return Object.assign(occurrence(found, moved, { writable }), { original, title, location, status })
  })
}

function timeOf(series: Series, { starts, ends }: SeriesOccurrence): AppointmentTime {
  return { kind: 'timed', startsAt: instant(starts), endsAt: instant(ends), zone: series.zone ?? ZONE }
}

function occurrence(found: Appointment, time: AppointmentTime, { writable }: { writable: boolean }): Occurrence {
  return {
    appointment: found.id,
    calendar: found.calendar,
    title: found.title,
    location: found.location,
    time,
    status: found.status,
    availability: found.availability,
    recurring: found.series !== undefined,
    private: found.private,
    ...(found.bookingId && { bookingId: found.bookingId }),
    ...(found.notes.includes('conflict') && { standing: 'conflict' as const }),
    writable,
    sync: found.notes.includes('waiting') ? 'waiting' : 'synced',
  }
}

export function touches(time: AppointmentTime, span: Span, zone: ZoneName): boolean {
  const [start, end] = spanOf(time, zone)
  return start < span.end && end >= span.start
}

function spanOf(time: AppointmentTime, zone: ZoneName): [number, number] {
  switch (time.kind) {
    case 'timed':
      return [time.startsAt, time.endsAt]
    case 'floating':
      return [instantOf(time.start, zone), instantOf(time.end, zone)]
    case 'all-day':
      return [startOfDay(time.firstDay, zone), startOfDay(addDays(time.lastDay, 1), zone) - 1]
  }
}

import type { Occurrence } from '../../core/contract/desk.ts'
import { occurrenceTime } from '../../core/document/occurrence-time.ts'
import type { AppointmentTime } from '../../core/model/appointment.ts'
import { WallTime } from '../../core/model/wall.ts'
import type { FoundOccurrence } from './occurrences-in.ts'

/** One occurrence as a window shows it. */
export function occurrenceView(
  found: FoundOccurrence,
  device: { readonly writable: boolean; readonly waiting: boolean },
): Occurrence {
  const { row, appointment } = found
  const original = row.original === '' ? undefined : WallTime.parse(row.original)
  const own = original === undefined ? undefined : appointment.overrides[original]
  return {
    appointment: row.appointment,
    original,
    calendar: row.calendar,
    title: row.title,
    location: own?.location ?? appointment.location,
    time: own?.time ?? regularTime(found),
    status: row.status,
    availability: appointment.availability,
    recurring: appointment.series !== undefined,
    private: appointment.private,
    bookingId: appointment.bookingId,
    writable: device.writable,
    sync: device.waiting ? 'waiting' : 'synced',
  }
}

function regularTime({ row, appointment: { time, series } }: FoundOccurrence): AppointmentTime {
  if (time !== undefined) return time
  if (series === undefined) throw new Error('an appointment has neither time nor series')
  return occurrenceTime(series, row)
}

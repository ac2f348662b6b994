import type { Occurrence } from '../../core/contract/desk.ts'
import type { Standing } from '../../core/contract/desk-bookings.ts'
import { occurrenceTime } from '../../core/document/occurrence-time.ts'
import type { Appointment, AppointmentTime } from '../../core/model/appointment.ts'
import { WallTime, type ZoneName } from '../../core/model/wall.ts'
import type { OccurrenceRow } from '../../core/projections/rows.ts'
import type { FoundOccurrence } from './occurrences-in.ts'

type Asking = {
  readonly writable: boolean
  readonly waiting: boolean
  readonly standing: Standing | undefined
  /** Of the clock in which a time without a zone of its own is given. */
  readonly zone: ZoneName
}

/** One occurrence as a window shows it. */
export function occurrenceView({ row, appointment }: FoundOccurrence, asking: Asking): Occurrence {
  return appointment === undefined ? busyView(row, asking.zone) : appointmentView(row, appointment, asking)
}

function appointmentView(row: OccurrenceRow, appointment: Appointment, device: Asking): Occurrence {
  const original = row.original === '' ? undefined : WallTime.parse(row.original)
  const own = original === undefined ? undefined : appointment.overrides[original]
  return {
    appointment: row.appointment,
    original,
    calendar: row.calendar,
    title: row.title,
    location: own?.location ?? appointment.location,
    time: own?.time ?? regularTime(row, appointment),
    status: row.status,
    availability: appointment.availability,
    recurring: appointment.series !== undefined,
    private: appointment.private,
    bookingId: appointment.bookingId,
    standing: device.standing,
    writable: device.writable,
    sync: device.waiting ? 'waiting' : 'synced',
  }
}

function busyView(row: OccurrenceRow, zone: ZoneName): Occurrence {
  const clock = row.basis === 'instant' ? { allDay: false, zone } : { allDay: row.allDay }
  return {
    appointment: row.appointment,
    calendar: row.calendar,
    title: '',
    location: '',
    time: occurrenceTime(clock, row),
    status: row.status,
    availability: 'busy',
    recurring: false,
    private: true,
    busyOnly: true,
    writable: false,
    sync: 'synced',
  }
}

function regularTime(row: OccurrenceRow, { time, series }: Appointment): AppointmentTime {
  if (time !== undefined) return time
  if (series === undefined) throw new Error('an appointment has neither time nor series')
  return occurrenceTime(series, row)
}

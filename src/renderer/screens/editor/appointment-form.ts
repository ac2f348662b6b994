import type { NewAppointment } from '../../../core/contract/desk.ts'
import type { Appointment, AppointmentTime, Availability, Series } from '../../../core/model/appointment.ts'
import type { CalendarId } from '../../../core/model/ids.ts'
import { DAY, instant, MINUTE } from '../../../core/model/instant.ts'
import type { WallTime, ZoneName } from '../../../core/model/wall.ts'
import { dateAsUtc, utcAsWall, wallAsUtc } from '../../../core/time/wall-clock.ts'
import { type Repeat, repeatOf, rulesOf } from './repeat-rule.ts'
import { type TimeFields, timeFields } from './time-fields.ts'

/** What the editor's fields hold. */
export type AppointmentForm = TimeFields & {
  readonly title: string
  readonly calendar: CalendarId | undefined
  readonly location: string
  readonly notes: string
  /** What a file or an invitation said; a new appointment has none. */
  readonly description: string
  readonly repeat: Repeat
  readonly availability: Availability
  readonly private: boolean
}

/** The fields for something new at `time`, as the clocks of `zone` show it. */
export function newForm(time: AppointmentTime, zone: ZoneName, calendar: CalendarId | undefined): AppointmentForm {
  return {
    ...timeFields(time, zone),
    title: '',
    calendar,
    location: '',
    notes: '',
    description: '',
    repeat: 'none',
    availability: 'busy',
    private: false,
  }
}

/** The fields for what is there; `time` is that of the occurrence that was opened. */
export function formOf(appointment: Appointment, time: AppointmentTime, zone: ZoneName): AppointmentForm {
  const fields = timeFields(time, zone)
  return {
    ...fields,
    title: appointment.title,
    calendar: appointment.calendar,
    location: appointment.location,
    description: appointment.description,
    notes: appointment.notes,
    repeat: repeatOf(appointment.series?.rules, fields.firstDay),
    availability: appointment.availability,
    private: appointment.private,
  }
}

/** What to ask of the engine for a new appointment at `time`. */
export function newAppointmentOf(form: AppointmentForm, time: AppointmentTime, calendar: CalendarId): NewAppointment {
  const { title, location, notes, availability } = form
  const texts = { title: title.trim(), location: location.trim(), notes, availability, private: form.private }
  const series = seriesOf(form, time)
  return { calendar, ...texts, ...(series ? { series } : { time }) }
}

function seriesOf(form: AppointmentForm, time: AppointmentTime): Series | undefined {
  if (form.repeat === 'none' || form.repeat === 'other') return undefined
  return {
    start: startWall(form),
    allDay: form.allDay,
    ...(time.kind === 'timed' && { zone: time.zone }),
    length: lengthOf(time),
    rules: rulesOf(form.repeat, form.firstDay),
    rdates: [],
    exdates: [],
  }
}

function startWall(form: AppointmentForm): WallTime {
  return utcAsWall(dateAsUtc(form.firstDay) + (form.allDay ? 0 : form.start * MINUTE))
}

function lengthOf(time: AppointmentTime): number {
  switch (time.kind) {
    case 'all-day':
      return dateAsUtc(time.lastDay) - dateAsUtc(time.firstDay) + DAY
    case 'timed':
      return time.endsAt - time.startsAt
    case 'floating':
      return wallAsUtc(time.end) - wallAsUtc(time.start)
  }
}

/** A half hour that begins with the next one, for something new without a place in the grid. */
export function nextHalfHour(now: number, zone: ZoneName): AppointmentTime {
  const startsAt = instant(Math.ceil(now / (30 * MINUTE)) * 30 * MINUTE)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone }
}

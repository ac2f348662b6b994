import type { AppointmentEdit } from '../../../core/contract/desk.ts'
import type { Appointment, AppointmentTime } from '../../../core/model/appointment.ts'
import type { CalendarId } from '../../../core/model/ids.ts'
import type { ZoneName } from '../../../core/model/wall.ts'
import type { AppointmentForm } from './appointment-form.ts'
import { rulesOf } from './repeat-rule.ts'
import { timeOf } from './time-fields.ts'

/** What somebody changed in the editor. */
export type FormChanges = {
  readonly edit: AppointmentEdit
  readonly time: AppointmentTime | undefined
  /** The calendar that it is taken to. */
  readonly calendar: CalendarId | undefined
  /** One occurrence can have this of its own: when, title, place and description; the rest belongs to the whole series. */
  readonly canBeOne: boolean
}

const TEXTS = ['title', 'location', 'description', 'notes'] as const
const TIMES = ['allDay', 'firstDay', 'lastDay', 'start', 'end'] as const

export function changesOf(
  before: AppointmentForm,
  after: AppointmentForm,
  { appointment, zone }: { readonly appointment: Appointment; readonly zone: ZoneName },
): FormChanges {
  const texts = TEXTS.filter((key) => after[key] !== before[key]).map((key) => [key, after[key].trim()] as const)
  const rest = {
    ...(after.availability !== before.availability && { availability: after.availability }),
    ...(after.private !== before.private && { private: after.private }),
    ...seriesChange(before, after, appointment),
  }
  const isMoved = TIMES.some((key) => after[key] !== before[key])
  const calendar = after.calendar === before.calendar ? undefined : after.calendar
  return {
    edit: { ...Object.fromEntries(texts), ...rest },
    time: isMoved ? keptZone(timeOf(after, zone), appointment) : undefined,
    calendar,
    canBeOne: Object.keys(rest).length === 0 && calendar === undefined && !texts.some(([key]) => key === 'notes'),
  }
}

function seriesChange(before: AppointmentForm, after: AppointmentForm, { series }: Appointment): AppointmentEdit {
  const { repeat } = after
  if (!series || repeat === before.repeat || repeat === 'none' || repeat === 'other') return {}
  return { series: { ...series, rules: rulesOf(repeat, after.firstDay) } }
}

// What was made in another zone stays a habit of that zone.
function keptZone(
  time: AppointmentTime | undefined,
  { time: before, series }: Appointment,
): AppointmentTime | undefined {
  const zone = before?.kind === 'timed' ? before.zone : series?.zone
  return time?.kind === 'timed' && zone ? { ...time, zone } : time
}

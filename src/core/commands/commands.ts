import type { RefusalReason } from '../contract/refusal.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import type { Command } from './command.ts'
import { createAppointment } from './create-appointment.ts'
import { createCalendar } from './create-calendar.ts'
import { editAppointment } from './edit-appointment.ts'
import { editCalendar } from './edit-calendar.ts'
import { importAppointments } from './import-appointments.ts'
import { keepPlain } from './keep-plain.ts'
import { markAppointment } from './mark-appointment.ts'
import { moveAppointment } from './move-appointment.ts'
import { moveToCalendar } from './move-to-calendar.ts'
import { proposeTime } from './propose-time.ts'
import { putAbsence } from './put-absence.ts'
import { putBookingLink } from './put-booking-link.ts'
import { putDirectory } from './put-directory.ts'
import { putEventType } from './put-event-type.ts'
import { putSchedule } from './put-schedule.ts'
import { removeAbsence } from './remove-absence.ts'
import { removeAppointment } from './remove-appointment.ts'
import { renewPromise } from './renew-promise.ts'
import { restoreAppointment } from './restore-appointment.ts'
import { setWeeklyHours } from './set-weekly-hours.ts'

/** A command whose input is not known yet: `parseInput` it first. */
export type AnyCommand = Command<unknown, unknown, RefusalReason>

const COMMANDS: readonly AnyCommand[] = [
  createAppointment,
  bookAppointment,
  editAppointment,
  moveAppointment,
  moveToCalendar,
  renewPromise,
  proposeTime,
  markAppointment,
  keepPlain,
  cancelAppointment,
  removeAppointment,
  restoreAppointment,
  importAppointments,
  createCalendar,
  editCalendar,
  setWeeklyHours,
  putSchedule,
  putAbsence,
  removeAbsence,
  putEventType,
  putBookingLink,
  putDirectory,
]

const byVerb = new Map(COMMANDS.map((command) => [command.verb, command]))

/** Undefined for a verb this app does not know: the outbox of a newer one may hold it. */
export function commandByVerb(verb: string): AnyCommand | undefined {
  return byVerb.get(verb)
}

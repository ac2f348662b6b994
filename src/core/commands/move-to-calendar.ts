import { z } from 'zod'
import { homesOf, type NewHome } from '../document/home-document.ts'
import { markMoved, markOrigin } from '../document/read-appointments.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import { AppointmentTime, type Appointment } from '../model/appointment.ts'
import { AppointmentId, CalendarId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment, type FoundAppointment } from './find-appointment.ts'
import { openHome, type Home } from './open-home.ts'

const MoveToCalendar = AppointmentTarget.extend({
  to: CalendarId,
  /** What it is from then on; the caller's, so that a retry makes no second one. */
  newId: AppointmentId,
  /** Of a single one, when it is as far as is known: it decides where its new home is. Absent: a series. */
  time: AppointmentTime.optional(),
})
type MoveToCalendar = z.infer<typeof MoveToCalendar>

type Reason = 'not-found' | 'newer-version' | 'invalid-input' | 'is-booking'

/**
 * Takes an appointment over into another calendar, under a new id, and says so in the old one, at once. Of two such moves
 * made apart the one with the lowest new id stands. A booking stays where it was made: other hosts are given it otherwise.
 */
export const moveToCalendar: Command<MoveToCalendar, Appointment, Reason> = {
  verb: 'move-to-calendar',
  input: MoveToCalendar,
  documents: (input, workspace) => [...new Set([input.document, ...homesOf(placeOf(input, workspace))])],
  run,
}

function placeOf({ to, time }: MoveToCalendar, workspace: WorkspaceId): NewHome {
  return { workspace, calendar: to, time }
}

function run(documents: Documents, input: MoveToCalendar, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { appointment } = found.value
  if (appointment.bookingId !== undefined) return refuse('is-booking')
  const isSeries = appointment.series !== undefined
  if (appointment.calendar === input.to || isSeries !== (input.time === undefined))
    return refuse('invalid-input', { fields: ['to'] })

  const home = openHome(documents, { ...placeOf(input, deps.workspace), id: input.newId })
  return home.ok ? ok(moved(found.value, home.value, input, deps)) : home
}

function moved(
  { doc, appointment }: FoundAppointment,
  home: Home,
  { id, to, newId }: MoveToCalendar,
  { now, actor }: CommandDeps,
): Appointment {
  const next = { ...appointment, id: newId, calendar: to, createdBy: actor, changedAt: now }
  transact(home.doc, moveToCalendar.verb, () => {
    writeAppointment(home.doc, next, { by: actor })
    markOrigin(home.doc, newId, id)
  })
  transact(doc, moveToCalendar.verb, () => markMoved(doc, id, { to: newId, home: home.name, at: now }))
  return next
}

import type { z } from 'zod'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'

type Reason = 'not-found' | 'newer-version'

/** C13: a desk's booking that lost its time stays as a plain appointment beside the other one. Nobody is told of it. */
export const keepPlain: Command<z.infer<typeof AppointmentTarget>, Appointment, Reason> = {
  verb: 'keep-plain',
  input: AppointmentTarget,
  documents: ({ document }) => [document],
  run,
}

/** Nobody can have been told of it. */
export function canStayPlain({ source, earlierTimes }: Appointment): boolean {
  return source === 'desk' && earlierTimes.length === 0
}

function run(documents: Documents, input: AppointmentTarget, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  // What an invitee booked is theirs too, and what was moved may have been confirmed where it stood before.
  if (!canStayPlain(appointment)) return refuse('not-found')
  if (appointment.bookingId === undefined) return ok(appointment)

  const { bookingId: _, promised: __, proposal: ___, ...rest } = appointment
  const next = { ...rest, changedAt: deps.now }
  transact(doc, keepPlain.verb, () => writeAppointment(doc, next))
  return ok(next)
}

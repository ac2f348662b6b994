import type { z } from 'zod'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import { RESTORABLE, type Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findEvenRemoved } from './find-appointment.ts'

type Reason = 'not-found' | 'newer-version'

/** Puts a removed appointment back, with what was written to it meanwhile (Y7). One that stands is left as it is. */
export const restoreAppointment: Command<z.infer<typeof AppointmentTarget>, Appointment, Reason> = {
  verb: 'restore-appointment',
  input: AppointmentTarget,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: AppointmentTarget, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findEvenRemoved(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  const { deletedAt, ...rest } = appointment
  if (deletedAt === undefined) return ok(appointment)
  if (deps.now - deletedAt > RESTORABLE) return refuse('not-found')

  const next = { ...rest, changedAt: deps.now }
  transact(doc, restoreAppointment.verb, () => writeAppointment(doc, next))
  return ok(next)
}

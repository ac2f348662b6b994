import { z } from 'zod'
import { Scope } from '../contract/desk.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'
import { findOccurrence, withOverride } from './find-occurrence.ts'
import { isEnded } from './is-ended.ts'

const CancelAppointment = AppointmentTarget.extend({ scope: Scope, reason: z.string().max(2_000).optional() })
type CancelAppointment = z.infer<typeof CancelAppointment>

type Reason = 'not-found' | 'newer-version' | 'already-ended'

/** Calls off an appointment, a series, or one occurrence. It stays to be seen, and takes nobody's time any more. */
export const cancelAppointment: Command<CancelAppointment, Appointment, Reason> = {
  verb: 'cancel-appointment',
  input: CancelAppointment,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: CancelAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  if (isEnded(appointment)) return refuse('already-ended', { status: appointment.status })
  const cancelled = cancelledBy(appointment, input, deps)
  if (!cancelled.ok) return cancelled

  const next = { ...appointment, ...cancelled.value, sequence: appointment.sequence + 1, changedAt: deps.now }
  transact(doc, cancelAppointment.verb, () => writeAppointment(doc, next, { by: deps.actor }))
  return ok(next)
}

type Cancelled = Partial<Pick<Appointment, 'status' | 'cancellation' | 'overrides'>>

function cancelledBy(
  appointment: Appointment,
  { scope, reason }: CancelAppointment,
  { actor, now }: CommandDeps,
): Result<Cancelled, Reason> {
  if (scope.kind === 'all') return ok({ status: 'cancelled', cancellation: { by: actor, at: now, reason } })
  const found = findOccurrence(appointment, scope.original)
  if (!found.ok) return found
  return ok({ overrides: withOverride(appointment, scope.original, { ...found.value.own, cancelled: true }) })
}

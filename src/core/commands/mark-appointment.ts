import type { z } from 'zod'
import { Mark } from '../contract/desk-bookings.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'
import { isEnded } from './is-ended.ts'

const MarkAppointment = AppointmentTarget.extend({ mark: Mark })
type MarkAppointment = z.infer<typeof MarkAppointment>

type Reason = 'not-found' | 'newer-version' | 'already-ended' | 'invalid-input'

/** A host notes what became of a booking: who booked has come, has not come, or it is done; the last two once it has begun. */
export const markAppointment: Command<MarkAppointment, Appointment, Reason> = {
  verb: 'mark-appointment',
  input: MarkAppointment,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: MarkAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  if (isEnded(appointment)) return refuse('already-ended', { status: appointment.status })
  const { bookingId, time } = appointment
  if (bookingId === undefined || time?.kind !== 'timed') return refuse('invalid-input', { fields: ['id'] })
  if (input.mark !== 'checked-in' && deps.now < time.startsAt) return refuse('invalid-input', { fields: ['mark'] })

  const next = { ...appointment, ...markedBy(appointment, input, deps), changedAt: deps.now }
  transact(doc, markAppointment.verb, () => writeAppointment(doc, next, { by: deps.actor }))
  return ok(next)
}

function markedBy(
  { checkIn }: Appointment,
  { mark }: MarkAppointment,
  { now, actor }: CommandDeps,
): Partial<Appointment> {
  if (mark === 'checked-in') return { checkIn: checkIn ?? { at: now, by: actor } }
  return { status: mark, proposal: undefined }
}

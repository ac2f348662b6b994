import { z } from 'zod'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { Instant } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'
import { isEnded } from './is-ended.ts'
import { isPlaced } from './placed-time.ts'

const ProposeTime = AppointmentTarget.extend({
  /** Absent: what was proposed is taken back. */
  proposal: z
    .object({ startsAt: Instant, endsAt: Instant, expiresAt: Instant, reason: z.string().max(2_000).optional() })
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, 'end-before-start')
    .refine(isPlaced)
    .optional(),
})
type ProposeTime = z.infer<typeof ProposeTime>

type Reason = 'not-found' | 'newer-version' | 'already-ended' | 'invalid-input'

/** C10: another time that the host would rather have. The booking stands where it is until the invitee agrees. */
export const proposeTime: Command<ProposeTime, Appointment, Reason> = {
  verb: 'propose-time',
  input: ProposeTime,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: ProposeTime, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  if (isEnded(appointment)) return refuse('already-ended', { status: appointment.status })
  if (appointment.bookingId === undefined) return refuse('invalid-input', { fields: ['id'] })

  const proposal = input.proposal && { ...input.proposal, by: deps.actor, at: deps.now }
  const next = { ...appointment, proposal, changedAt: deps.now }
  transact(doc, proposeTime.verb, () => writeAppointment(doc, next))
  return ok(next)
}

import { z } from 'zod'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { wallOf } from '../time/wall-clock.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'

const RenewPromise = AppointmentTarget.extend({
  /** The edition of the tz database by which the wall time is told. */
  tz: z.string().max(20),
})
type RenewPromise = z.infer<typeof RenewPromise>

type Reason = 'not-found' | 'newer-version'

/** T3: its owner keeps the moment of a booking, whatever clocks show then: what they show now is what is promised. */
export const renewPromise: Command<RenewPromise, Appointment, Reason> = {
  verb: 'renew-promise',
  input: RenewPromise,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: RenewPromise, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  const { promised, time } = appointment
  if (promised === undefined || time?.kind !== 'timed') return refuse('not-found')

  const { zone } = promised
  const next = {
    ...appointment,
    promised: { start: wallOf(time.startsAt, zone), zone, tz: input.tz },
    changedAt: deps.now,
  }
  transact(doc, renewPromise.verb, () => writeAppointment(doc, next))
  return ok(next)
}

import type { z } from 'zod'
import { Scope } from '../contract/desk.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { occurrenceAt } from '../document/occurrence-at.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'

const RemoveAppointment = AppointmentTarget.extend({ scope: Scope })
type RemoveAppointment = z.infer<typeof RemoveAppointment>

type Reason = 'not-found' | 'newer-version'

/** Takes an appointment off the calendar (marked, restorable for 30 days), or one occurrence out of its series. */
export const removeAppointment: Command<RemoveAppointment, Appointment, Reason> = {
  verb: 'remove-appointment',
  input: RemoveAppointment,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: RemoveAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  const { scope } = input
  const removed = scope.kind === 'all' ? ok({ deletedAt: deps.now }) : withoutOccurrence(appointment, scope.original)
  if (!removed.ok) return removed

  const next = { ...appointment, ...removed.value, changedAt: deps.now }
  transact(doc, removeAppointment.verb, () => writeAppointment(doc, next))
  return ok(next)
}

function withoutOccurrence(
  { series, sequence }: Appointment,
  original: WallTime,
): Result<Pick<Appointment, 'series' | 'sequence'>, Reason> {
  if (series === undefined || occurrenceAt(series, original) === undefined) return refuse('not-found', { original })
  const exdates = [...series.exdates, original].sort()
  return ok({ series: { ...series, exdates }, sequence: sequence + 1 })
}

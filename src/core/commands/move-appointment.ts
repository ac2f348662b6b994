import { z } from 'zod'
import { Scope } from '../contract/desk.ts'
import { occurrenceTime } from '../document/occurrence-time.ts'
import { startOnBasis } from '../document/occurrence-at.ts'
import { sameValue } from '../document/plain-value.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment, AppointmentTime } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { WallTime } from '../model/wall.ts'
import { wallOf } from '../time/wall-clock.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'
import { findOccurrence, withOverride, type FoundOccurrence } from './find-occurrence.ts'
import { isEnded } from './is-ended.ts'
import { movedSeries } from './moved-series.ts'
import { PlacedTime } from './placed-time.ts'

const MoveAppointment = AppointmentTarget.extend({
  scope: Scope,
  /** Of a series with scope `all`: which occurrence goes to `time` and takes the others along; absent: its start. */
  original: WallTime.optional(),
  time: PlacedTime,
  reason: z.string().max(2_000).optional(),
})
type MoveAppointment = z.infer<typeof MoveAppointment>

type Reason = 'not-found' | 'newer-version' | 'already-ended' | 'invalid-rule' | 'invalid-input'

/** Another time for an appointment, a series, or one occurrence. It keeps its uid and its home document, and remembers. */
export const moveAppointment: Command<MoveAppointment, Appointment, Reason> = {
  verb: 'move-appointment',
  input: MoveAppointment,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: MoveAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  if (isEnded(appointment)) return refuse('already-ended', { status: appointment.status })
  // Whoever booked it comes at a time of day, and was told which.
  const isBooking = appointment.bookingId !== undefined
  if (isBooking && input.time.kind !== 'timed') return refuse('invalid-input', { fields: ['time'] })
  const moved = movedBy(appointment, input, deps)
  if (!moved.ok) return moved

  const { shiftedBy = 0, ...change } = moved.value
  if (Object.keys(change).length === 0) return ok(appointment)
  const next = { ...appointment, ...change, sequence: appointment.sequence + 1, changedAt: deps.now }
  transact(doc, moveAppointment.verb, () => writeAppointment(doc, next, { shiftedBy }))
  return ok(next)
}

type Move = Partial<Pick<Appointment, 'time' | 'series' | 'overrides' | 'earlierTimes' | 'promised'>> & {
  readonly shiftedBy?: number
}

function movedBy(appointment: Appointment, input: MoveAppointment, deps: CommandDeps): Result<Move, Reason> {
  const { scope, time } = input
  if (scope.kind === 'one') return movedOccurrence(appointment, scope.original, time)
  if (appointment.series !== undefined) return movedWhole(appointment, input, deps)
  if (appointment.time === undefined || sameValue(appointment.time, time)) return ok({})
  const earlierTimes = remembered(appointment, appointment.time, input, deps)
  return ok({ time, earlierTimes, ...promisedAnew(appointment, time) })
}

/** T3: with another time goes another promise, as the clocks of the one before show it. */
function promisedAnew({ promised }: Appointment, time: AppointmentTime): Pick<Move, 'promised'> {
  if (promised === undefined || time.kind !== 'timed') return {}
  return { promised: { ...promised, start: wallOf(time.startsAt, promised.zone) } }
}

function movedOccurrence(appointment: Appointment, original: WallTime, time: AppointmentTime): Result<Move, Reason> {
  const found = findOccurrence(appointment, original)
  if (!found.ok) return found
  if (sameValue(found.value.time, time)) return ok({})
  return ok({ overrides: withOverride(appointment, original, { ...found.value.own, time }) })
}

function movedWhole(appointment: Appointment, input: MoveAppointment, deps: CommandDeps): Result<Move, Reason> {
  const found = input.original === undefined ? startOf(appointment) : findOccurrence(appointment, input.original)
  if (!found.ok) return found
  const { original, series, time: before } = found.value
  if (sameValue(before, input.time)) return ok({})
  const moved = movedSeries({ series, overrides: appointment.overrides }, { original, before, time: input.time })
  return moved.ok ? ok({ ...moved.value, earlierTimes: remembered(appointment, before, input, deps) }) : moved
}

type Start = Pick<FoundOccurrence, 'series' | 'original' | 'time'>

function startOf({ series }: Appointment): Result<Start, 'not-found'> {
  if (series === undefined) return refuse('not-found')
  const starts = startOnBasis(series, series.start)
  const time = occurrenceTime(series, { starts, ends: starts + series.length })
  return ok({ series, original: series.start, time })
}

function remembered(
  { earlierTimes }: Appointment,
  time: AppointmentTime,
  { reason }: MoveAppointment,
  { actor, now }: CommandDeps,
): Appointment['earlierTimes'] {
  return [...earlierTimes, { time, by: actor, at: now, reason }].slice(-1_000)
}

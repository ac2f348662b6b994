import { occurrenceAt } from '../document/occurrence-at.ts'
import { occurrenceTime } from '../document/occurrence-time.ts'
import type { Appointment, AppointmentTime, Override, Series } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'

export type FoundOccurrence = {
  readonly series: Series
  readonly original: WallTime
  /** What it has of its own so far. */
  readonly own: Override
  /** When it takes place, its own time considered. */
  readonly time: AppointmentTime
}

/** One occurrence of a series that is still to take place. `not-found`: no series, or none there; `already-ended`: cancelled. */
export function findOccurrence(
  { series, overrides }: Pick<Appointment, 'series' | 'overrides'>,
  original: WallTime,
): Result<FoundOccurrence, 'not-found' | 'already-ended'> {
  const occurrence = series === undefined ? undefined : occurrenceAt(series, original)
  if (series === undefined || occurrence === undefined) return refuse('not-found', { original })
  const own = overrides[original] ?? {}
  if (own.cancelled === true) return refuse('already-ended', { status: 'cancelled' })
  return ok({ series, original, own, time: own.time ?? occurrenceTime(series, occurrence) })
}

/** The overrides with one occurrence's own things replaced. */
export function withOverride(
  { overrides }: Pick<Appointment, 'overrides'>,
  original: WallTime,
  own: Override,
): Appointment['overrides'] {
  return { ...overrides, [original]: own }
}

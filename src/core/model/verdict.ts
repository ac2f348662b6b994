import { z } from 'zod'
import { AppointmentId } from './ids.ts'
import { Instant, Interval } from './instant.ts'

/**
 * C13: what the server has decided about a booking that a desk made or moved. `conflict`: the time is another booking's, and
 * nobody was told of it.
 */
export const Verdict = z
  .object({
    id: AppointmentId,
    state: z.enum(['confirmed', 'conflict']),
    /** For which time it was asked: an entry that stands elsewhere by now is not what it is about. */
    time: Interval,
    /** Who has the time: their appointment, where it is known, and when it is. */
    against: z.object({ appointment: AppointmentId.optional(), time: Interval }).readonly().optional(),
    at: Instant,
  })
  .readonly()
export type Verdict = z.infer<typeof Verdict>

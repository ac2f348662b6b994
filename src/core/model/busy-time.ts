import { z } from 'zod'
import { AppointmentId } from './ids.ts'
import { Instant } from './instant.ts'

/** Time that is taken in a calendar, and nothing of what it is taken by: all that a `free-busy` reader learns. */
export const BusyTime = z
  .object({
    /** Random, and of no appointment: it stands where an occurrence names its appointment. */
    id: AppointmentId,
    /** What the two count: epoch milliseconds, or those of a wall reading as if it were UTC (all-day and floating). */
    basis: z.enum(['instant', 'wall']),
    starts: Instant,
    ends: Instant,
    allDay: z.boolean(),
  })
  .refine(({ starts, ends }) => ends >= starts, 'end-before-start')
  .readonly()
export type BusyTime = z.infer<typeof BusyTime>

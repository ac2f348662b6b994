import { z } from 'zod'
import { AttendeeId } from './ids.ts'
import { ZoneName } from './wall.ts'

export const AttendeeStatus = z.enum(['needs-action', 'confirmed', 'declined', 'tentative', 'cancelled', 'no-show'])
export type AttendeeStatus = z.infer<typeof AttendeeStatus>

export const Attendee = z
  .object({
    id: AttendeeId,
    name: z.string().max(500),
    /** Not checked for form: a calendar file may hold anything, and it must come out as it went in. */
    email: z.string().max(500),
    phone: z.string().max(100).optional(),
    zone: ZoneName.optional(),
    status: AttendeeStatus,
    kind: z.enum(['booker', 'guest']),
  })
  .readonly()
export type Attendee = z.infer<typeof Attendee>

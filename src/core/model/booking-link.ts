import { z } from 'zod'
import { BookingLinkId, EventTypeId } from './ids.ts'
import { Instant } from './instant.ts'
import { Slug } from './workspace.ts'

export const BookingLink = z
  .object({
    id: BookingLinkId,
    eventType: EventTypeId,
    slug: Slug,
    active: z.boolean(),
    expiresAt: Instant.optional(),
    /** How many bookings it is good for; the server counts them. */
    uses: z.int().min(1).max(100_000).optional(),
  })
  .readonly()
export type BookingLink = z.infer<typeof BookingLink>

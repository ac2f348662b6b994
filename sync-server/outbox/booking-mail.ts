import { z } from 'zod'
import { AttendeeId, BookingId, MemberId } from '../../src/core/model/ids.ts'
import { Instant } from '../../src/core/model/instant.ts'
import { Location } from '../../src/core/model/event-type.ts'
import { Email } from '../../src/core/model/member.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { Slug } from '../../src/core/model/workspace.ts'

/** Who and where to; names hold no line breaks when they get here, and are cleaned once more when they leave. */
const Person = z.object({ name: z.string(), email: Email, zone: ZoneName })

/**
 * What waits in the outbox: the facts as they were when it was queued. The mail is written from them when it leaves, so that
 * no manage token lies in the database (C14).
 */
export const BookingMail = z
  .object({
    event: z.enum(['confirmed', 'cancelled']),
    recipient: z.enum(['invitee', 'host']),
    booking: BookingId,
    attendee: AttendeeId,
    generation: z.int().min(0),
    uid: z.string(),
    sequence: z.int().min(0),
    startsAt: Instant,
    endsAt: Instant,
    eventType: z.string(),
    slug: Slug,
    workspace: z.object({ name: z.string(), locale: z.string() }),
    host: Person.extend({ id: MemberId }),
    invitee: Person.extend({ phone: z.string().optional() }),
    location: Location.optional(),
    answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    reason: z.string().optional(),
    at: Instant,
  })
  .readonly()
export type BookingMail = z.infer<typeof BookingMail>

/** The `kind` of these rows. */
export const BOOKING_MAIL = 'booking-mail'

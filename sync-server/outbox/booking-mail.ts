import { z } from 'zod'
import { AttendeeId, BookingId, MemberId } from '../../src/core/model/ids.ts'
import { Instant } from '../../src/core/model/instant.ts'
import { Location } from '../../src/core/model/event-type.ts'
import { Email } from '../../src/core/model/member.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { Slug } from '../../src/core/model/workspace.ts'

/**
 * What a mail tells of. `confirmed` also of one that stands again after a cancellation; `link-renewed` goes to the invitee
 * alone. The proposals leave the booking as it stands, so calendar programs hear nothing of them; `proposal-accepted` moves it.
 */
export const MailEvent = z.enum([
  'confirmed',
  'rescheduled',
  'reassigned',
  'cancelled',
  'proposed',
  'proposal-accepted',
  'proposal-declined',
  'proposal-withdrawn',
  'proposal-expired',
  'link-renewed',
])
export type MailEvent = z.infer<typeof MailEvent>

/** Who and where to; a name is cleaned of line breaks when it leaves. Of those on a desk's list an address may be anything. */
const Person = z.object({ name: z.string(), email: z.string().max(500), zone: ZoneName })
const Span = z.object({ start: Instant, end: Instant }).readonly()

/**
 * What waits in the outbox: the facts as they were when it was queued. The mail is written from them when it leaves, so that
 * no manage token lies in the database (C14).
 */
export const BookingMail = z
  .object({
    event: MailEvent,
    recipient: z.enum(['invitee', 'guest', 'host']),
    booking: BookingId,
    attendee: AttendeeId,
    generation: z.int().min(0),
    /** Of the link that the invitee had before. */
    formerGeneration: z.int().min(0).optional(),
    uid: z.string(),
    sequence: z.int().min(0),
    startsAt: Instant,
    endsAt: Instant,
    /** When it was before it was moved. */
    earlier: Span.optional(),
    proposal: z.object({ time: Span, expiresAt: Instant, at: Instant }).readonly().optional(),
    eventType: z.string(),
    slug: Slug,
    workspace: z.object({ name: z.string(), locale: z.string() }),
    /** The reader where it is for a host, otherwise the first of them. */
    host: Person.extend({ id: MemberId }),
    /** The first of the hosts, in every copy the same (RFC 5546: one organizer for one UID); absent: `host`. */
    organizer: Person.omit({ zone: true }).optional(),
    invitee: Person.extend({ phone: z.string().optional() }),
    /** The reader where it is for a guest. */
    guest: Person.extend({ id: AttendeeId }).optional(),
    location: Location.optional(),
    answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    reason: z.string().optional(),
    /** The name of who did it, where it was not the invitee. */
    actor: z.string().optional(),
    at: Instant,
  })
  .refine((mail) => isAddress(readerOf(mail).email), 'the reader has no e-mail address')
  .readonly()
export type BookingMail = z.infer<typeof BookingMail>

type Readers = {
  readonly recipient: 'invitee' | 'guest' | 'host'
  readonly host: z.infer<typeof Person>
  readonly invitee: z.infer<typeof Person>
  readonly guest?: z.infer<typeof Person> | undefined
}

/** Whom it is for. */
export function readerOf({ recipient, host, invitee, guest }: Readers): z.infer<typeof Person> {
  if (recipient === 'host') return host
  return recipient === 'guest' && guest ? guest : invitee
}

/** One address, and nothing that a mail's head or a calendar file would read more in. */
export function isAddress(email: string): boolean {
  return Email.safeParse(email).success
}

/** The `kind` of these rows. */
export const BOOKING_MAIL = 'booking-mail'

/** Whom of a booking's people it is for. */
export function recipientOf({ recipient, host, guest }: BookingMail): string {
  if (recipient === 'host') return host.id
  return recipient === 'guest' ? (guest?.id ?? 'guest') : 'invitee'
}

/** Before the `@` of its Message-ID: one for each event of a booking and reader, whoever queues it twice. */
export function mailName(mail: BookingMail): string {
  const { event, booking, sequence, proposal, generation } = mail
  const turn = event === 'link-renewed' ? [generation] : event.startsWith('propos') && proposal ? [proposal.at] : []
  return [booking, sequence, event, ...turn, recipientOf(mail)].join('.')
}

import type { EventType } from '../../src/core/model/event-type.ts'
import type { AttendeeId, BookingId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { Answer } from '../../src/core/model/question.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Slug, Workspace } from '../../src/core/model/workspace.ts'
import type { BookingMail, MailEvent } from '../outbox/booking-mail.ts'

type Person = { readonly name: string; readonly email: string; readonly zone: ZoneName }
type Host = Person & { readonly id: MemberId }

/** A booking as it stands after the event; of a cancelled one the time it had. */
export type MailFacts = {
  readonly booking: BookingId
  readonly attendee: AttendeeId
  /** Of the manage link that the mail brings: after a reschedule the raised one (C14). */
  readonly generation: number
  /** Of the link that the invitee had before the event: it is good again where nobody is told of the event (U2). */
  readonly formerGeneration?: number
  readonly uid: string
  /** Of the appointment: every change of it has its own, or the second of two is taken for a repetition of the first. */
  readonly sequence: number
  readonly time: Interval
  /** rescheduled, proposal-accepted: when it was before. */
  readonly earlier?: Interval
  /** proposed, proposal-…: the other time, and when it was proposed. */
  readonly proposal?: { readonly time: Interval; readonly expiresAt: Instant; readonly at: Instant }
  readonly eventType: EventType
  readonly slug: Slug
  readonly workspace: Workspace
  /** The first one is the organizer for calendar programs. */
  readonly hosts: readonly Host[]
  /** reassigned: whose time it took before. Who is new is told `confirmed`, who is gone `cancelled`. */
  readonly formerHosts?: readonly Host[]
  readonly invitee: Person & { readonly phone: string | undefined }
  readonly guests?: readonly (Person & { readonly id: AttendeeId })[]
  readonly answers: Readonly<Record<string, Answer>>
  readonly reason?: string
  /** The name of who did it, where it was not the invitee. */
  readonly actor?: string
  readonly at: Instant
}

/** What the invitee, the guests and each host are told; `queueBookingMails` takes them. */
export function bookingMails(event: MailEvent, facts: MailFacts): BookingMail[] {
  const [first] = facts.hosts
  if (!first) return []
  const shared: Shared = { ...sharedFacts(facts, first), event }
  const toInvitee: BookingMail = { ...shared, recipient: 'invitee', host: addressOf(first) }
  if (event === 'link-renewed') return [toInvitee]
  // A guest hears of what is agreed, not of what is being talked about.
  const guests = shared.proposal && event !== 'proposal-accepted' ? [] : (facts.guests ?? [])
  return [toInvitee, ...guests.map((guest) => toGuest(toInvitee, guest)), ...hostMails(shared, facts)]
}

function toGuest(mail: BookingMail, { id, name, email, zone }: NonNullable<MailFacts['guests']>[number]): BookingMail {
  return { ...mail, recipient: 'guest', guest: { id, name, email, zone } }
}

type Shared = Omit<BookingMail, 'recipient' | 'host'>

function sharedFacts(facts: MailFacts, { name, email }: Host): Omit<Shared, 'event'> {
  const { booking, attendee, generation, formerGeneration, uid, sequence, slug, at, earlier, proposal, reason, actor } =
    facts
  const { time, eventType, workspace, invitee, answers } = facts
  return {
    booking,
    attendee,
    generation,
    formerGeneration,
    uid,
    sequence,
    slug,
    at,
    earlier,
    proposal,
    reason,
    actor,
    startsAt: time.start,
    endsAt: time.end,
    eventType: eventType.name,
    workspace: { name: workspace.name, locale: workspace.locale },
    organizer: { name, email },
    invitee: { name: invitee.name, email: invitee.email, zone: invitee.zone, phone: invitee.phone },
    location: eventType.locations[0],
    answers: answersOf(eventType, answers),
  }
}

function hostMails(shared: Shared, { hosts, formerHosts = hosts }: MailFacts): BookingMail[] {
  const isAmong = (of: readonly Host[], { id }: Host): boolean => of.some((one) => one.id === id)
  const now = hosts.map((host) => toHost(isAmong(formerHosts, host) ? shared : { ...shared, event: 'confirmed' }, host))
  const gone = formerHosts.filter((host) => !isAmong(hosts, host))
  return [...now, ...gone.map((host) => toHost({ ...shared, event: 'cancelled' }, host))]
}

function toHost(shared: Shared, host: Host): BookingMail {
  return { ...shared, recipient: 'host', host: addressOf(host) }
}

function addressOf({ id, name, email, zone }: Host): BookingMail['host'] {
  return { id, name, email, zone }
}

function answersOf(
  { questions }: EventType,
  answers: Readonly<Record<string, Answer>>,
): { question: string; answer: string }[] {
  return questions.flatMap(({ id, text }) => {
    const answer = answers[id]
    return answer === undefined ? [] : [{ question: text, answer: answerText(answer) }]
  })
}

function answerText(answer: Answer): string {
  if (typeof answer === 'boolean') return answer ? '✓' : '–'
  return typeof answer === 'object' ? answer.join(', ') : String(answer)
}

import type { EventType } from '../../src/core/model/event-type.ts'
import type { AttendeeId, BookingId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { Answer } from '../../src/core/model/question.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Slug, Workspace } from '../../src/core/model/workspace.ts'
import type { BookingMail } from '../outbox/booking-mail.ts'

type Person = { readonly name: string; readonly email: string; readonly zone: ZoneName }

export type MailFacts = {
  readonly booking: BookingId
  readonly attendee: AttendeeId
  readonly generation: number
  readonly uid: string
  readonly sequence: number
  readonly time: Interval
  readonly eventType: EventType
  readonly slug: Slug
  readonly workspace: Workspace
  readonly hosts: readonly (Person & { readonly id: MemberId })[]
  readonly invitee: Person & { readonly phone: string | undefined }
  readonly answers: Readonly<Record<string, Answer>>
  readonly reason?: string
  readonly at: Instant
}

/** What the invitee and each host are told. */
export function bookingMails(event: BookingMail['event'], facts: MailFacts): BookingMail[] {
  const { hosts, time, eventType, workspace, invitee, reason, answers, ...rest } = facts
  const [first] = hosts
  if (!first) return []
  const { name, email, zone, phone } = invitee
  const shared = {
    booking: rest.booking,
    attendee: rest.attendee,
    generation: rest.generation,
    uid: rest.uid,
    sequence: rest.sequence,
    slug: rest.slug,
    at: rest.at,
    event,
    startsAt: time.start,
    endsAt: time.end,
    eventType: eventType.name,
    workspace: { name: workspace.name, locale: workspace.locale },
    invitee: { name, email, zone, phone },
    location: eventType.locations[0],
    answers: answersOf(eventType, answers),
    reason,
  }
  return [{ ...shared, recipient: 'invitee', host: addressOf(first) }, ...hosts.map((host) => toHost(shared, host))]
}

function toHost(shared: Omit<BookingMail, 'recipient' | 'host'>, host: MailFacts['hosts'][number]): BookingMail {
  return { ...shared, recipient: 'host', host: addressOf(host) }
}

function addressOf({ id, name, email, zone }: MailFacts['hosts'][number]): BookingMail['host'] {
  return { id, name, email, zone }
}

function answersOf(
  { questions }: EventType,
  answers: Readonly<Record<string, Answer>>,
): { question: string; answer: string }[] {
  return questions.flatMap(({ id, text }) => {
    const answer = answers[id]
    if (answer === undefined) return []
    return [{ question: text, answer: typeof answer === 'boolean' ? (answer ? '✓' : '–') : String(answer) }]
  })
}

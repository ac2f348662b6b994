import type { PublicBooking } from '../../src/core/contract/public-booking.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import type { ManagedBooking } from '../booking/managed-booking.ts'
import { openProposal } from '../booking/open-proposal.ts'
import { policyFor, policyRefusal, type PolicyVerb } from '../booking/policy.ts'

/** What the holder of a manage token is told, field by field. */
export function bookingAnswer(managed: ManagedBooking, at: { now: Instant; manageUrl: string }): PublicBooking {
  const { row, status, time, zone, eventType, hosts, attendee, appointments } = managed
  const { answers, attendees } = appointments[0].data
  const isBooker = attendee.kind === 'booker'
  const guests = attendees.filter(({ kind }) => kind === 'guest').map(({ email }) => email)
  const location = eventType.locations[0]
  return {
    id: row.id,
    status,
    start: isoWithOffset(time.start, zone),
    end: isoWithOffset(time.end, zone),
    timezone: zone,
    eventType: { name: eventType.name, durations: eventType.durations },
    hosts: hosts.map(({ name }) => ({ name })),
    ...(location && { location: { kind: location.kind, details: location.details } }),
    name: attendee.name,
    email: attendee.email,
    ...(attendee.phone !== undefined && { phone: attendee.phone }),
    // For whoever booked, and not for those who come along.
    answers: isBooker ? answers : {},
    guests: isBooker ? guests : [],
    ...cancellationOf(managed),
    ...proposalOf(managed, at.now),
    cancel: policyOf(managed, 'cancel', at.now),
    reschedule: policyOf(managed, 'reschedule', at.now),
    manageUrl: at.manageUrl,
  }
}

function cancellationOf({ appointments, attendee, status }: ManagedBooking): Pick<PublicBooking, 'cancellation'> {
  const { cancellation } = appointments[0].data
  if (!cancellation || status !== 'cancelled') return {}
  const { by, reason } = cancellation
  return { cancellation: { by: by === attendee.id ? 'invitee' : 'host', ...(reason !== undefined && { reason }) } }
}

function proposalOf(managed: ManagedBooking, now: Instant): Pick<PublicBooking, 'proposal'> {
  const { zone, status } = managed
  const proposal = openProposal(managed)
  if (!proposal || proposal.expiresAt <= now || status === 'cancelled') return {}
  const { startsAt, endsAt, expiresAt, reason } = proposal
  const time = { start: isoWithOffset(startsAt, zone), end: isoWithOffset(endsAt, zone) }
  return { proposal: { ...time, expiresAt: utc(expiresAt), ...(reason !== undefined && { reason }) } }
}

function policyOf({ eventType, time, status }: ManagedBooking, verb: PolicyVerb, now: Instant) {
  const policy = policyFor(eventType, verb, time)
  const stands = status === 'confirmed' || status === 'pending'
  return { ...policy, allowed: stands && policyRefusal(policy, now) === undefined, until: utc(policy.until) }
}

function utc(at: Instant): string {
  return new Date(at).toISOString()
}

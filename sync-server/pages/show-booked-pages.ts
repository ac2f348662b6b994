import type { FastifyReply } from 'fastify'
import type { Instant } from '../../src/core/model/instant.ts'
import { locationLabel } from '../booking/location-label.ts'
import type { ManagedBooking } from '../booking/managed-booking.ts'
import { openProposal } from '../booking/open-proposal.ts'
import { policyFor, policyRefusal, type PolicyVerb } from '../booking/policy.ts'
import { bookingInvite } from '../outbox/booking-invite.ts'
import { confirmedPage } from './confirmed-page.ts'
import { type ManagePage, managePage, type Permitted } from './manage-page.ts'
import { type PageDeps, sendPage } from './page-deps.ts'
import type { ShownProposal } from './proposal-box.ts'
import { type TokenRequest, withBooking } from './with-booking.ts'

/** `GET /booking/{token}/confirmed` */
export async function showConfirmed(request: TokenRequest, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, (managed, page) =>
    // A page that is opened again later tells what has become of it.
    sendPage(
      reply,
      managed.status === 'confirmed' ? confirmedPage(page) : managePage({ ...page, ...stateOf(managed, deps.now()) }),
    ),
  )
}

/** `GET /booking/{token}/manage`: shows, and changes nothing (C14). */
export async function showManage(request: TokenRequest, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, (managed, page) =>
    sendPage(reply, managePage({ ...page, ...stateOf(managed, deps.now()) })),
  )
}

/** `GET /booking/{token}/invite.ics` */
export async function sendInvite(request: TokenRequest, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, async (managed) => {
    const content = bookingInvite(inviteOf(managed, deps), 'PUBLISH')
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="invite.ics"')
      .send(content)
  })
}

function inviteOf({ appointments, eventType, hosts, attendee, time }: ManagedBooking, { texts, now }: PageDeps) {
  const { uid, sequence } = appointments[0].data
  const [organizer] = hosts
  const location = eventType.locations[0]
  return {
    uid,
    sequence,
    summary: texts.t('appointment.title', { eventType: eventType.name, name: organizer.name }),
    location: location && locationLabel(location, texts),
    time,
    organizer,
    attendee,
    at: now(),
  }
}

type State = Pick<ManagePage, 'status' | 'cancelledBy' | 'cancel' | 'reschedule' | 'proposal'>

/** What the manage page says of a booking at this moment. */
export function stateOf(managed: ManagedBooking, now: Instant): State {
  const { status, appointments, attendee } = managed
  const byInvitee = appointments[0].data.cancellation?.by === attendee.id
  return {
    status,
    cancelledBy: byInvitee ? 'invitee' : 'host',
    cancel: permitted(managed, 'cancel', now),
    reschedule: permitted(managed, 'reschedule', now),
    proposal: standingProposal(managed, now),
  }
}

function permitted({ eventType, time }: ManagedBooking, verb: PolicyVerb, now: Instant): Permitted {
  const policy = policyFor(eventType, verb, time)
  return { may: policyRefusal(policy, now) === undefined, reason: policy.reason }
}

function standingProposal(managed: ManagedBooking, now: Instant): ShownProposal | undefined {
  const proposal = openProposal(managed)
  if (!proposal || proposal.expiresAt <= now) return undefined
  const { startsAt: start, endsAt: end, expiresAt, reason } = proposal
  return { time: { start, end }, expiresAt, reason }
}

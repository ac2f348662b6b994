import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cancelBooking } from '../booking/cancel-booking.ts'
import { locationLabel } from '../booking/location-label.ts'
import { type ManagedBooking, managedBooking } from '../booking/managed-booking.ts'
import { dateLocale } from '../booking/time-label.ts'
import { bookingInvite } from '../outbox/booking-invite.ts'
import type { BookedPage } from './confirmed-page.ts'
import { confirmedPage } from './confirmed-page.ts'
import { type ManagePage, managePage } from './manage-page.ts'
import { type PageDeps, sendMessage, sendNotFound, sendPage } from './page-deps.ts'

type Request = FastifyRequest<{ Params: { token: string } }>

/** `GET /booking/{token}/confirmed` */
export async function showConfirmed(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, (managed, page) =>
    // A page that is opened again later tells what has become of it.
    sendPage(
      reply,
      managed.status === 'confirmed' ? confirmedPage(page) : managePage({ ...page, ...stateOf(managed) }),
    ),
  )
}

/** `GET /booking/{token}/manage`: shows, and changes nothing (C14). */
export async function showManage(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, (managed, page) =>
    sendPage(reply, managePage({ ...page, ...stateOf(managed) })),
  )
}

/** `POST /booking/{token}/manage`: cancels. The token is what proves the right to; no cookie does, so nobody can be tricked into it. */
export async function submitCancel(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { token } = request.params
  const { reason } = Cancel.parse(request.body ?? {})
  const origin = { ip: request.ip, agent: request.headers['user-agent'] }
  switch (await cancelBooking(deps, { token, reason, origin })) {
    case 'not-found':
      return sendNotFound(reply, deps)
    case 'expired':
      return sendExpired(reply, deps)
    case 'cancelled':
    case 'already-over':
      return reply.redirect(`/booking/${token}/manage`, 303)
  }
}

/** `GET /booking/{token}/invite.ics` */
export async function sendInvite(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  return withBooking(request, reply, deps, (managed) => {
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

// Whoever says it in a way that cannot be read cancels without a reason.
const Cancel = z
  .object({
    reason: z
      .string()
      .trim()
      .max(2_000)
      .transform((text) => (text === '' ? undefined : text))
      .optional()
      .catch(undefined),
  })
  .catch({ reason: undefined })

async function withBooking(
  request: Request,
  reply: FastifyReply,
  deps: PageDeps,
  show: (managed: ManagedBooking, page: BookedPage) => FastifyReply,
): Promise<FastifyReply> {
  // Also where no page tells it: an invitation as a file.
  reply.header('x-robots-tag', 'noindex')
  const { token } = request.params
  const managed = await managedBooking(deps.store.read, token, { serverKey: deps.serverKey, now: deps.now() })
  if (managed === undefined) return sendNotFound(reply, deps)
  if (managed === 'expired') return sendExpired(reply, deps)
  return show(managed, pageOf(managed, token, deps))
}

function stateOf({ status, appointments, attendee }: ManagedBooking): Pick<ManagePage, 'status' | 'cancelledBy'> {
  const byInvitee = appointments[0].data.cancellation?.by === attendee.id
  return { status, cancelledBy: byInvitee ? 'invitee' : 'host' }
}

function sendExpired(reply: FastifyReply, deps: PageDeps): FastifyReply {
  const { texts } = deps
  return sendMessage(
    reply,
    { status: 410, title: texts.t('manage.expiredTitle'), text: texts.t('manage.expired') },
    deps,
  )
}

function pageOf(managed: ManagedBooking, token: string, { texts, stylesheet }: PageDeps): BookedPage {
  const { eventType, workspace, hosts, attendee, time, zone, slug } = managed
  const location = eventType.locations[0]
  return {
    texts,
    stylesheet,
    locale: dateLocale(workspace.locale, texts.language),
    token,
    slug,
    eventType: eventType.name,
    workspace: workspace.name,
    email: attendee.email,
    facts: {
      time,
      zone,
      host: hosts.map(({ name }) => name).join(', '),
      guest: attendee.name,
      where: location && locationLabel(location, texts),
    },
  }
}

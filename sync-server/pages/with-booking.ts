import type { FastifyReply, FastifyRequest } from 'fastify'
import { locationLabel } from '../booking/location-label.ts'
import { type ManagedBooking, managedBooking } from '../booking/managed-booking.ts'
import { linkPlace } from './booking-address.ts'
import type { BookedPage } from './confirmed-page.ts'
import { type PageDeps, sendMessage, sendNotFound } from './page-deps.ts'
import { allowedRedirect } from './redirect-hosts.ts'
import { readingOf } from './visitor.ts'

export type TokenRequest = FastifyRequest<{ Params: { token: string } }>

type Show = (managed: ManagedBooking, page: BookedPage) => Promise<FastifyReply>

/** Answers with what a genuine token shows; all else is not found, and after the event it says so (C14). */
export async function withBooking(
  request: TokenRequest,
  reply: FastifyReply,
  deps: PageDeps,
  show: Show,
): Promise<FastifyReply> {
  // Also where no page tells it: an invitation as a file.
  reply.header('x-robots-tag', 'noindex')
  const { token } = request.params
  const managed = await managedBooking(deps.store.read, token, { serverKey: deps.serverKey, now: deps.now() })
  if (managed === undefined) return sendNotFound(reply, deps)
  if (managed === 'expired') return sendExpired(reply, deps)
  return show(managed, pageOf(managed, request, deps))
}

export function sendExpired(reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { texts } = deps
  const message = { status: 410, title: texts.t('manage.expiredTitle'), text: texts.t('manage.expired') }
  return sendMessage(reply, message, deps)
}

function pageOf(managed: ManagedBooking, { params, headers }: TokenRequest, deps: PageDeps): BookedPage {
  const { eventType, workspace, hosts, attendee, time, zone, slug } = managed
  const { texts, style, script } = deps
  const location = eventType.locations[0]
  const languages = headers['accept-language']
  return {
    texts,
    style,
    script,
    reading: readingOf({ languages }, { workspaceLocale: workspace.locale, language: texts.language }),
    token: params.token,
    again: linkPlace(slug).base,
    eventType: eventType.name,
    workspace: workspace.name,
    email: attendee.email,
    message: eventType.message ?? '',
    onward: allowedRedirect(eventType.redirectUrl, deps.config.redirectHosts),
    facts: {
      time,
      zone,
      hostZone: eventType.zone ?? hosts[0].zone,
      host: hosts.map(({ name }) => name).join(', '),
      guest: attendee.name,
      where: location && locationLabel(location, texts),
    },
  }
}

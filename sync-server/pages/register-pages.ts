import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { errorFacts } from '../booking/error-facts.ts'
import { statusOf } from '../booking/register-booking.ts'
import { isReserved } from '../booking/reserved-slugs.ts'
import { createTexts } from '../booking/texts.ts'
import type { ServerDeps } from '../server-deps.ts'
import { bookingAddress, linkPlace, organizerPlace } from './booking-address.ts'
import { formPosts } from './form-posts.ts'
import { readAssets, serveScript } from './page-assets.ts'
import { type PageDeps, sendMessage } from './page-deps.ts'
import { pageHeaders } from './page-policy.ts'
import type { PlaceParams } from './reached-type.ts'
import { registerMailbox } from './register-mailbox.ts'
import { sendInvite, showConfirmed, showManage } from './show-booked-pages.ts'
import { showBookingPage } from './show-booking-page.ts'
import { showReschedule } from './show-reschedule.ts'
import { createEventStreams, type EventStreams } from './show-events.ts'
import { showOrganizerPage } from './show-organizer-page.ts'
import { createSlotWatch } from './slot-watch.ts'
import { submitBookingForm } from './submit-booking-form.ts'
import { submitCancel } from './submit-cancel.ts'
import { submitProposal } from './submit-proposal.ts'
import { submitReschedule } from './submit-reschedule.ts'

/** The public pages, all of which work without script: organizers, booking, what is behind a manage link, the test mailbox. */
export async function registerPages(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const { style, styleHash, script } = await readAssets()
  const pageDeps = { ...deps, texts: await createTexts(), style, script: script.path }
  const headers = pageHeaders(styleHash)
  app.addConstraintStrategy(formPosts())
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 512 * 1024 })
    scope.addHook('onRequest', async (_, reply) => void reply.headers(headers))
    answerErrors(scope, pageDeps)
    serveScript(scope, script)
    registerTypePages(scope, pageDeps)
    registerBookedPages(scope, pageDeps)
    if (deps.config.smtpUrl === undefined) await scope.register(async (inner) => registerMailbox(inner, pageDeps))
  })
}

type OfType = { Params: PlaceParams }
type ByToken = { Params: { token: string } }
type OfOrganizer = { Params: { organizer: string } }

function registerTypePages(scope: FastifyInstance, deps: PageDeps): void {
  const watch = createSlotWatch({ db: deps.store.read, now: deps.now, logger: deps.logger })
  const streams = createEventStreams(deps, watch)
  scope.addHook('preClose', async () => {
    streams[Symbol.dispose]()
    watch[Symbol.dispose]()
  })
  // A part of the server that is off, or is not there yet: not an organizer of that name.
  scope.addHook<OfOrganizer>('onRequest', async ({ params }, reply) => {
    if (isReserved(params.organizer ?? '')) reply.callNotFound()
  })
  for (const slash of ['', '/']) {
    scope.get<OfOrganizer>(`/:organizer${slash}`, (request, reply) => showOrganizerPage(request, reply, deps))
    for (const place of ['/book/:slug', '/:organizer/:type']) registerType(scope, place, { slash, streams, deps })
  }
}

type Around = { readonly slash: string; readonly streams: EventStreams; readonly deps: PageDeps }

function registerType(scope: FastifyInstance, place: string, { slash, streams, deps }: Around): void {
  scope.get<OfType>(`${place}${slash}`, (request, reply) => showBookingPage(request, reply, deps))
  scope.get<OfType>(`${place}/events${slash}`, (request, reply) => streams.open(request, reply))
  // Where a form was answered with itself, its address in the browser is this one.
  scope.get<OfType>(`${place}/book${slash}`, ({ params }, reply) =>
    reply.redirect(bookingAddress(('slug' in params ? linkPlace(params.slug) : organizerPlace(params)).base), 303),
  )
  scope.post<OfType>(`${place}/book${slash}`, { constraints: { form: true } }, (request, reply) =>
    submitBookingForm(request, reply, deps),
  )
}

function registerBookedPages(scope: FastifyInstance, deps: PageDeps): void {
  for (const slash of ['', '/']) {
    const manage = `/booking/:token/manage${slash}`
    scope.get<ByToken>(`/booking/:token/confirmed${slash}`, (request, reply) => showConfirmed(request, reply, deps))
    scope.get<ByToken>(manage, (request, reply) => showManage(request, reply, deps))
    scope.post<ByToken>(manage, (request, reply) => submitCancel(request, reply, deps))
    scope.post<ByToken>(`/booking/:token/proposal${slash}`, (request, reply) => submitProposal(request, reply, deps))
    const reschedule = `/booking/:token/reschedule${slash}`
    scope.get<ByToken>(reschedule, (request, reply) => showReschedule(request, reply, deps))
    scope.post<ByToken>(reschedule, (request, reply) => submitReschedule(request, reply, deps))
  }
  scope.get<ByToken>('/booking/:token/invite.ics', (request, reply) => sendInvite(request, reply, deps))
}

function answerErrors(scope: FastifyInstance, deps: PageDeps): void {
  const { texts } = deps
  scope.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) request.log.error(errorFacts(error), 'a page could not be shown')
    const code = status === 429 ? 'too-many-requests' : status >= 500 ? 'unavailable' : 'invalid-request'
    return sendMessage(reply, { status, title: texts.t('trouble.title'), text: texts.t(`trouble.${code}`) }, deps)
  })
}

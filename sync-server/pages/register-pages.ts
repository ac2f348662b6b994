import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { BOOKINGS_PER_MINUTE } from '../booking/booking-limit.ts'
import { errorFacts } from '../booking/error-facts.ts'
import { statusOf } from '../booking/register-booking.ts'
import { createTexts } from '../booking/texts.ts'
import type { ServerDeps } from '../server-deps.ts'
import { bookingAddress } from './booking-address.ts'
import { formPosts } from './form-posts.ts'
import { type PageDeps, sendMessage } from './page-deps.ts'
import { registerMailbox } from './register-mailbox.ts'
import { sendInvite, showConfirmed, showManage, submitCancel } from './show-booked-pages.ts'
import { showBookingPage } from './show-booking-page.ts'
import { submitBookingForm } from './submit-booking-form.ts'

// Nothing runs, nothing comes from elsewhere, nobody frames it, forms lead to us alone.
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  // A manage link is a key: no other site hears of it.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The public pages, all of them without script: booking, the pages behind a manage link, the test mailbox. */
export async function registerPages(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const style = await readFile(new URL('booking.css', import.meta.url), 'utf8')
  const stylesheet = `/assets/booking-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`
  const pageDeps = { ...deps, texts: await createTexts(), stylesheet }
  app.addConstraintStrategy(formPosts())
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 512 * 1024 })
    await scope.register(rateLimit, { global: false })
    scope.addHook('onRequest', async (_, reply) => void reply.headers(HEADERS))
    answerErrors(scope, pageDeps)
    scope.get(stylesheet, async (_, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(style),
    )
    registerBookingPages(scope, pageDeps)
    registerBookedPages(scope, pageDeps)
    if (deps.config.smtpUrl === undefined) await scope.register(async (inner) => registerMailbox(inner, pageDeps))
  })
}

type BySlug = { Params: { slug: string } }
type ByToken = { Params: { token: string } }

function registerBookingPages(scope: FastifyInstance, deps: PageDeps): void {
  for (const slash of ['', '/']) {
    scope.get<BySlug>(`/book/:slug${slash}`, (request, reply) => showBookingPage(request, reply, deps))
    // Where a form was answered with itself, its address in the browser is this one.
    scope.get<BySlug>(`/book/:slug/book${slash}`, (request, reply) =>
      reply.redirect(bookingAddress(encodeURIComponent(request.params.slug)), 303),
    )
    scope.post<BySlug>(
      `/book/:slug/book${slash}`,
      { constraints: { form: true }, config: { rateLimit: BOOKINGS_PER_MINUTE } },
      (request, reply) => submitBookingForm(request, reply, deps),
    )
  }
}

function registerBookedPages(scope: FastifyInstance, deps: PageDeps): void {
  for (const slash of ['', '/']) {
    const manage = `/booking/:token/manage${slash}`
    scope.get<ByToken>(`/booking/:token/confirmed${slash}`, (request, reply) => showConfirmed(request, reply, deps))
    scope.get<ByToken>(manage, (request, reply) => showManage(request, reply, deps))
    scope.post<ByToken>(manage, (request, reply) => submitCancel(request, reply, deps))
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

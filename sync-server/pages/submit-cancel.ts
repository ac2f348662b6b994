import type { FastifyReply } from 'fastify'
import { cancelBooking } from '../booking/cancel-booking.ts'
import { manageToken } from '../booking/manage-token.ts'
import { managePage } from './manage-page.ts'
import { type PageDeps, sendNotFound, sendPage } from './page-deps.ts'
import { fieldOf, postedForm } from './posted-form.ts'
import { stateOf } from './show-booked-pages.ts'
import { sendExpired, type TokenRequest, withBooking } from './with-booking.ts'

/** `POST /booking/{token}/manage`: cancels. The token is what proves the right to; no cookie does, so nobody can be tricked into it. */
export async function submitCancel(request: TokenRequest, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { token } = request.params
  const by = { token, origin: { ip: request.ip, agent: request.headers['user-agent'] } }
  const outcome = await cancelBooking(deps, { by, reason: reasonOf(request.body) })
  switch (outcome.status) {
    case 200:
      return reply.redirect(`/booking/${manageToken(deps.serverKey, outcome, outcome.generation)}/manage`, 303)
    case 400:
      return withBooking(request, reply, deps, (managed, page) =>
        sendPage(reply, managePage({ ...page, ...stateOf(managed, deps.now()), reasonMissing: true }), 400),
      )
    case 404:
      return sendNotFound(reply, deps)
    case 410:
      return sendExpired(reply, deps)
    case 403:
    case 422:
      // The page says what may still be done.
      return reply.redirect(`/booking/${token}/manage`, 303)
  }
}

const LONGEST = 2_000

/** What was given as the reason; one too long to be a form's is none. */
export function reasonOf(body: unknown): string | undefined {
  const reason = fieldOf(postedForm(body), 'reason')?.trim() ?? ''
  return reason === '' || reason.length > LONGEST ? undefined : reason
}

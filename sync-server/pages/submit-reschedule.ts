import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Instant } from '../../src/core/model/instant.ts'
import { manageToken } from '../booking/manage-token.ts'
import { isKey } from '../booking/register-booking.ts'
import { rescheduleBooking } from '../booking/reschedule-booking.ts'
import { type PageDeps, sendMessage, sendNotFound, sendPage } from './page-deps.ts'
import { fieldOf, postedForm } from './posted-form.ts'
import { reschedulePage } from './reschedule-page.ts'
import { Step } from './show-booking-page.ts'
import { stateOf } from './show-booked-pages.ts'
import { movingOf, sendNothing } from './show-reschedule.ts'
import { chosenZone } from './visitor.ts'
import { reasonOf } from './submit-cancel.ts'
import { sendExpired, type TokenRequest, withBooking } from './with-booking.ts'

/** `POST /booking/{token}/reschedule`: moves the booking; the link that did it ends, and its successor is shown (C14). */
export async function submitReschedule(
  request: TokenRequest,
  reply: FastifyReply,
  deps: PageDeps,
): Promise<FastifyReply> {
  const { token } = request.params
  const form = postedForm(request.body)
  const { start, duration } = Step.parse(form)
  const key = fieldOf(form, 'idempotencyKey') ?? ''
  if (start === undefined || !isKey(key)) return sendTrouble(reply, { status: 400, code: 'invalid-request' }, deps)
  const by = { token, origin: { ip: request.ip, agent: request.headers['user-agent'] } }
  const zone = chosenZone({ timezone: fieldOf(form, 'timezone') })
  const outcome = await rescheduleBooking(deps, { by, start, duration, zone, key, reason: reasonOf(form) })
  switch (outcome.status) {
    case 200:
      return reply.redirect(`/booking/${manageToken(deps.serverKey, outcome, outcome.generation)}/confirmed`, 303)
    case 400:
      return showAgain(request, reply, { start, status: 400, reasonMissing: true }, deps)
    case 409:
      return showAgain(request, reply, { start, status: 409, alternatives: outcome.alternatives }, deps)
    case 404:
      return sendNotFound(reply, deps)
    case 410:
      return sendExpired(reply, deps)
    case 422:
      if (outcome.code === 'idempotency-key-reused') return sendTrouble(reply, outcome, deps)
      return reply.redirect(`/booking/${token}/manage`, 303)
    case 403:
      return reply.redirect(`/booking/${token}/manage`, 303)
  }
}

type Again = {
  readonly start: Instant
  readonly status: number
  readonly reasonMissing?: boolean
  readonly alternatives?: readonly Instant[]
}

async function showAgain(request: TokenRequest, reply: FastifyReply, again: Again, deps: PageDeps) {
  return withBooking(request, reply, deps, async (managed) => {
    const { token } = request.params
    const step = Step.parse(request.body)
    const moving = await movingOf(managed, { token, step, languages: request.headers['accept-language'] }, deps)
    if (moving === 'closed') return reply.redirect(`/booking/${token}/manage`, 303)
    if (moving === 'nothing') return sendNothing(reply, managed, deps)
    const { reason } = stateOf(managed, moving.now).reschedule
    const { status, ...rest } = again
    const typedReason = reasonOf(request.body)
    const page = { ...moving.frame, ...rest, present: managed.time, key: randomUUID(), reason, typedReason }
    return sendPage(reply, reschedulePage(page), status)
  })
}

type Trouble = { readonly status: number; readonly code: string }

function sendTrouble(reply: FastifyReply, { status, code }: Trouble, deps: PageDeps): Promise<FastifyReply> {
  const { texts } = deps
  return sendMessage(reply, { status, title: texts.t('trouble.title'), text: texts.t(`trouble.${code}`) }, deps)
}

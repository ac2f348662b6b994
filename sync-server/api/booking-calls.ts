import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { answerProposal } from '../booking/answer-proposal.ts'
import { cancelBooking } from '../booking/cancel-booking.ts'
import type { TimeOutcome } from '../booking/life-outcome.ts'
import { managedBooking } from '../booking/managed-booking.ts'
import { bookingError } from '../booking/public-answer.ts'
import { keyOf, originOf, type SpeakingDeps } from '../booking/register-booking.ts'
import { renewManageToken } from '../booking/renew-manage-token.ts'
import { rescheduleBooking } from '../booking/reschedule-booking.ts'
import { bookingAnswer } from './booking-answer.ts'
import { CancelBody, ConfirmBody, EmptyBody, readBody, RescheduleBody } from './read-body.ts'
import type { Call, Calls } from './register-api.ts'
import { asStatus, asToken, stepAnswer, type Tell } from './step-answer.ts'

type Bearing = {
  readonly by: { readonly token: string; readonly origin: ReturnType<typeof originOf> }
  readonly key: string | undefined
}

/** What the holder of a manage token asks. The token is what proves the right to; no cookie does. */
export const bookingCalls: Calls['bookings'] = {
  booking: async ({ request, reply }, deps) => {
    const token = tokenOf(request)
    const now = deps.now()
    const managed = await managedBooking(deps.store.read, token, { serverKey: deps.serverKey, now })
    if (managed === undefined) return reply.code(404).send(bookingError('not-found', deps.texts))
    if (managed === 'expired') return reply.code(410).send(bookingError('expired', deps.texts))
    return reply.send(bookingAnswer(managed, { now, manageUrl: `${deps.publicUrl()}/booking/${token}/manage` }))
  },
  cancel: step(CancelBody, asStatus('cancelled'), (deps, bearing, { reason }) =>
    cancelBooking(deps, { ...bearing, reason }),
  ),
  reschedule: step(RescheduleBody, asStatus('confirmed'), (deps, bearing, { timezone, ...wish }) =>
    rescheduleBooking(deps, { ...bearing, ...wish, zone: timezone }),
  ),
  confirm: step(ConfirmBody, asStatus('confirmed'), (deps, { by, key }, { answer }) =>
    answerProposal(deps, { ...by, key, answer }),
  ),
  token: step(EmptyBody, asToken, (deps, { by }) => renewManageToken(deps, by)),
}

function step<S extends z.ZodObject>(
  schema: S,
  tell: Tell,
  take: (deps: SpeakingDeps, bearing: Bearing, body: z.output<S>) => Promise<TimeOutcome>,
): Call {
  return async ({ request, reply }, deps) => {
    const { texts } = deps
    const key = keyOf(request)
    if (key === undefined && request.headers['idempotency-key'] !== undefined)
      return reply.code(400).send(bookingError('idempotency-key-missing', texts))
    const read = readBody(schema, request.body)
    if ('fields' in read) return refuseBody(reply, read.fields, deps)
    const bearing = { by: { token: tokenOf(request), origin: originOf(request) }, key }
    const { status, body } = stepAnswer(await take(deps, bearing, read.body), tell, deps)
    return reply.code(status).send(body)
  }
}

function refuseBody(reply: FastifyReply, fields: object, { texts }: SpeakingDeps): FastifyReply {
  return reply.code(400).send({ ...bookingError('invalid-request', texts), fields })
}

function tokenOf({ params }: Parameters<Call>[0]['request']): string {
  return params['token'] ?? ''
}

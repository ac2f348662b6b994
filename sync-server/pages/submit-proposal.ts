import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { answerProposal } from '../booking/answer-proposal.ts'
import { manageToken } from '../booking/manage-token.ts'
import { type PageDeps, sendNotFound } from './page-deps.ts'
import { fieldOf, postedForm } from './posted-form.ts'
import { sendExpired, type TokenRequest } from './with-booking.ts'

const GivenAnswer = z.enum(['accept', 'decline'])

/** `POST /booking/{token}/proposal`: takes the time that a host has proposed, or leaves the booking where it is (C10). */
export async function submitProposal(
  request: TokenRequest,
  reply: FastifyReply,
  deps: PageDeps,
): Promise<FastifyReply> {
  const { token } = request.params
  const answer = GivenAnswer.safeParse(fieldOf(postedForm(request.body), 'answer')).data
  // The page says how things stand, also where the proposal has ended meanwhile.
  const stands = () => reply.redirect(`/booking/${token}/manage`, 303)
  if (answer === undefined) return stands()
  const origin = { ip: request.ip, agent: request.headers['user-agent'] }
  const outcome = await answerProposal(deps, { token, origin, answer })
  switch (outcome.status) {
    case 200: {
      const page = answer === 'accept' ? 'confirmed' : 'manage'
      return reply.redirect(`/booking/${manageToken(deps.serverKey, outcome, outcome.generation)}/${page}`, 303)
    }
    case 404:
      return sendNotFound(reply, deps)
    case 410:
      return sendExpired(reply, deps)
    case 400:
    case 403:
    case 409:
    case 422:
      return stands()
  }
}

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BookingErrorCode } from '../../src/core/contract/booking.ts'
import type { ServerDeps } from '../server-deps.ts'
import { bookSlot } from './book-slot.ts'
import { bookableBySlug } from './bookable.ts'
import { BOOKINGS_PER_MINUTE } from './booking-limit.ts'
import { errorFacts } from './error-facts.ts'
import { bookingError, publicAnswer } from './public-answer.ts'
import { slotsAnswer } from './slots-answer.ts'
import { createTexts, type Texts } from './texts.ts'

type SlugRoute = { Params: { slug: string } }

/** No honest request comes near it: fifty long answers fit. */
const LARGEST_BODY = 512 * 1024

/** The public booking for programs: free slots and booking, as JSON. People without script are served by `registerPages`. */
export async function registerBooking(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const texts = await createTexts()
  await app.register(async (scope) => {
    await scope.register(rateLimit, { global: false })
    scope.removeContentTypeParser('text/plain')
    scope.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'))
    scope.setErrorHandler((error, request, reply) => answerError(error, { request, reply, texts }))
    for (const slash of ['', '/']) {
      scope.get<SlugRoute>(`/book/:slug/slots${slash}`, (request, reply) =>
        answerSlots(request, reply, { ...deps, texts }),
      )
      scope.post<SlugRoute>(
        `/book/:slug/book${slash}`,
        { bodyLimit: LARGEST_BODY, config: { rateLimit: BOOKINGS_PER_MINUTE } },
        (request, reply) => answerBooking(request, reply, { ...deps, texts }),
      )
    }
  })
}

type Deps = ServerDeps & { readonly texts: Texts }

async function answerSlots(request: FastifyRequest<SlugRoute>, reply: FastifyReply, deps: Deps): Promise<FastifyReply> {
  const now = deps.now()
  const db = deps.store.read
  const bookable = await bookableBySlug(db, request.params.slug, now)
  if (!bookable) return reply.code(404).send(bookingError('not-found', deps.texts))
  const answer = await slotsAnswer(db, bookable, { query: request.query, now })
  if (answer.ok) return reply.send(answer.value)
  return reply.code(400).send({ ...bookingError(answer.reason, deps.texts), ...answer.details })
}

async function answerBooking(
  request: FastifyRequest<SlugRoute>,
  reply: FastifyReply,
  deps: Deps,
): Promise<FastifyReply> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !isKey(key))
    return reply.code(400).send(bookingError('idempotency-key-missing', deps.texts))
  const origin = { ip: request.ip, agent: request.headers['user-agent'] }
  const outcome = await bookSlot(deps, { slug: request.params.slug, body: request.body, key, origin })
  const { status, body } = publicAnswer(outcome, deps)
  return reply.code(status).send(body)
}

/** C4: what may stand for one request. */
export function isKey(key: string): boolean {
  return key.length > 0 && key.length <= 255
}

type Answering = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly texts: Texts }

function answerError(error: unknown, { request, reply, texts }: Answering): FastifyReply {
  const status = statusOf(error)
  if (status >= 500) request.log.error(errorFacts(error), 'a booking request failed')
  return reply.code(status).send(bookingError(codeOf(status), texts))
}

/** The status an error of the framework carries; 503 for the rest: nothing was booked, and a second try may work. */
export function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503
}

function codeOf(status: number): BookingErrorCode {
  if (status === 429) return 'too-many-requests'
  return status >= 500 ? 'unavailable' : 'invalid-request'
}

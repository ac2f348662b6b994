import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BookingErrorCode } from '../../src/core/contract/booking.ts'
import { within } from '../safety/confine.ts'
import type { ServerDeps } from '../server-deps.ts'
import { bookSlot } from './book-slot.ts'
import { errorFacts } from './error-facts.ts'
import { bookingError, publicAnswer } from './public-answer.ts'
import { slotsAnswer } from './slots-answer.ts'
import type { Origin } from './booking-actor.ts'
import { createTexts, type Texts } from './texts.ts'

type SlugRoute = { Params: { slug: string } }

/** No honest request comes near it: fifty long answers fit. */
export const LARGEST_BODY = 512 * 1024

/** The public booking for programs: free slots and booking, as JSON. People without script are served by `registerPages`. */
export async function registerBooking(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const texts = await createTexts()
  await app.register(async (scope) => {
    scope.removeContentTypeParser('text/plain')
    scope.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'))
    scope.setErrorHandler((error, request, reply) => answerError(error, { request, reply, texts }))
    for (const slash of ['', '/']) {
      scope.get<SlugRoute>(`/book/:slug/slots${slash}`, (request, reply) =>
        sendSlots({ request, reply }, request.params.slug, { ...deps, texts }),
      )
      scope.post<SlugRoute>(`/book/:slug/book${slash}`, { bodyLimit: LARGEST_BODY }, (request, reply) =>
        sendBooked({ request, reply }, request.params.slug, { ...deps, texts }),
      )
    }
  })
}

export type SpeakingDeps = ServerDeps & { readonly texts: Texts }
/** What came in, and where the answer goes. */
export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** The free slots behind the link `slug`. */
export async function sendSlots({ request, reply }: Exchange, slug: string, deps: SpeakingDeps): Promise<FastifyReply> {
  const now = deps.now()
  const db = deps.store.read
  const found = await deps.bookables.bySlug(db, slug, now)
  if (!found) return reply.code(404).send(bookingError('not-found', deps.texts))
  const search = () => slotsAnswer({ db, busyBook: deps.busyBook }, found.bookable, { query: request.query, now })
  const answer = await within(deps.store, found.bookable.workspace.id, search, { signal: request.signal })
  if (answer.ok) return reply.send(answer.value)
  return reply.code(400).send({ ...bookingError(answer.reason, deps.texts), ...answer.details })
}

/** Books what the body asks for, behind the link `slug`. */
export async function sendBooked(
  { request, reply }: Exchange,
  slug: string,
  deps: SpeakingDeps,
): Promise<FastifyReply> {
  const key = keyOf(request)
  if (key === undefined) return reply.code(400).send(bookingError('idempotency-key-missing', deps.texts))
  const { status, body } = publicAnswer(
    await bookSlot(deps, { slug, body: request.body, key, origin: originOf(request) }),
    deps,
  )
  return reply.code(status).send(body)
}

/** C4: the header `Idempotency-Key`, where it may stand for a request. */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  return typeof key === 'string' && isKey(key) ? key : undefined
}

export function originOf({ ip, headers }: FastifyRequest): Origin {
  return { ip, agent: headers['user-agent'] }
}

// No control characters: the database keeps no text with some of them, and keys of one burst are kept together.
const KEY = /^\P{Cc}{1,255}$/u

/** C4: what may stand for one request. */
export function isKey(key: string): boolean {
  return KEY.test(key)
}

type Answering = Exchange & { readonly texts: Texts }

export function answerError(error: unknown, { request, reply, texts }: Answering): FastifyReply {
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

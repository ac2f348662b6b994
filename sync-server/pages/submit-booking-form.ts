import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '../../src/core/model/instant.ts'
import { bookSlot } from '../booking/book-slot.ts'
import { type Bookable, ofDuration } from '../booking/bookable.ts'
import type { BookingOutcome } from '../booking/booking-outcome.ts'
import { manageToken } from '../booking/manage-token.ts'
import { PublicStart } from '../booking/public-start.ts'
import { isKey } from '../booking/register-booking.ts'
import { bookingAddress } from './booking-address.ts'
import { bookingFrame } from './booking-frame.ts'
import { detailsPage } from './details-page.ts'
import { type PageDeps, sendMessage, sendNotFound, sendPage } from './page-deps.ts'
import { bookingRequestOf, fieldOf, type PostedForm, postedForm, typedOf } from './posted-form.ts'
import { type PlaceParams, type ReachedType, reachedType } from './reached-type.ts'

type Request = FastifyRequest<{ Params: PlaceParams }>

/** `POST /book/{slug}/book`, `POST /{organizer}/{type}/book` from the form: books like a program would, and answers with pages. */
export async function submitBookingForm(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const reached = await reachedType(request.params, deps)
  if (!reached) return sendNotFound(reply, deps)
  const { slug } = reached
  const form = postedForm(request.body)
  const key = fieldOf(form, 'idempotencyKey') ?? ''
  if (!isKey(key)) return sendTrouble(reply, { status: 400, code: 'idempotency-key-missing', reached }, deps)
  const origin = { ip: request.ip, agent: request.headers['user-agent'] }
  const outcome = await bookSlot(deps, { slug, body: bookingRequestOf(form), key, origin })
  if (outcome.status === 404) return sendNotFound(reply, deps)
  if (outcome.status === 422) return sendTrouble(reply, { status: 422, code: 'idempotency-key-reused', reached }, deps)
  const languages = request.headers['accept-language']
  if (outcome.status !== 201) return showAgain(reply, { outcome, reached, form, languages }, deps)
  const token = manageToken(deps.serverKey, outcome, outcome.generation)
  return reply.redirect(`/booking/${token}/confirmed`, 303)
}

type Again = {
  readonly outcome: Extract<BookingOutcome, { status: 400 | 409 }>
  readonly reached: ReachedType
  readonly form: PostedForm
  readonly languages: string | undefined
}

// What was typed stays, under a new key: the next attempt is another request (C4).
async function showAgain(reply: FastifyReply, again: Again, deps: PageDeps): Promise<FastifyReply> {
  const { outcome, reached, form } = again
  const found = await deps.bookables.bySlug(deps.store.read, reached.slug, deps.now())
  if (!found) return sendNotFound(reply, deps)
  const duration = fieldOf(form, 'duration')
  const bookable = ofDuration(found.bookable, duration === undefined ? undefined : Number(duration)) ?? found.bookable
  const start = PublicStart.safeParse(form['start'])
  if (!start.success) return sendTrouble(reply, { status: 400, code: 'invalid-request', reached }, deps)
  const page = pageOf(bookable, { ...again, start: start.data }, deps)
  if (outcome.status === 400) return sendPage(reply, detailsPage({ ...page, problems: outcome.fields }), 400)
  const { code, alternatives } = outcome
  return sendPage(reply, detailsPage({ ...page, lost: { code, alternatives } }), 409)
}

function pageOf(bookable: Bookable, { reached, form, languages, start }: Again & { start: Instant }, deps: PageDeps) {
  const visitor = { timezone: fieldOf(form, 'timezone'), clock: fieldOf(form, 'clock'), languages }
  return {
    ...bookingFrame({ bookable, place: reached.place, visitor }, deps),
    start,
    key: randomUUID(),
    eventType: bookable.eventType,
    hold: fieldOf(form, 'hold') || undefined,
    typed: typedOf(form),
    problems: {},
  }
}

type Trouble = { readonly status: number; readonly code: string; readonly reached: ReachedType }

function sendTrouble(reply: FastifyReply, { status, code, reached }: Trouble, deps: PageDeps): Promise<FastifyReply> {
  const { texts } = deps
  const link = { address: bookingAddress(reached.place.base), label: texts.t('trouble.again') }
  const message = { status, title: texts.t('trouble.title'), text: texts.t(`trouble.${code}`), link }
  return sendMessage(reply, message, deps)
}

import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Instant } from '../../src/core/model/instant.ts'
import { bookSlot } from '../booking/book-slot.ts'
import { type Bookable, bookableBySlug } from '../booking/bookable.ts'
import type { BookingOutcome } from '../booking/booking-outcome.ts'
import { manageToken } from '../booking/manage-token.ts'
import { PublicStart } from '../booking/public-start.ts'
import { isKey } from '../booking/register-booking.ts'
import { bookingAddress } from './booking-address.ts'
import { bookingFrame } from './booking-frame.ts'
import { detailsPage } from './details-page.ts'
import { type PageDeps, sendMessage, sendNotFound, sendPage } from './page-deps.ts'

type Request = FastifyRequest<{ Params: { slug: string } }>

const Form = z.record(z.string(), z.string())
type Form = z.infer<typeof Form>

/** `POST /book/{slug}/book` from the form: books like a program would, and answers with pages. */
export async function submitBookingForm(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { slug } = request.params
  const form = Form.safeParse(request.body).data ?? {}
  const key = form['idempotencyKey'] ?? ''
  if (!isKey(key)) return sendTrouble(reply, { status: 400, code: 'idempotency-key-missing', slug }, deps)
  const origin = { ip: request.ip, agent: request.headers['user-agent'] }
  const outcome = await bookSlot(deps, { slug, body: requestOf(form), key, origin })
  if (outcome.status === 404) return sendNotFound(reply, deps)
  if (outcome.status === 422) return sendTrouble(reply, { status: 422, code: 'idempotency-key-reused', slug }, deps)
  if (outcome.status !== 201) return showAgain(reply, { outcome, slug, form }, deps)
  const token = manageToken(deps.serverKey, outcome, outcome.generation)
  return reply.redirect(`/booking/${token}/confirmed`, 303)
}

const ANSWER = 'answers.'

/** The same request that a program would have sent as JSON. */
function requestOf({ start, timezone, name, email, phone, ...rest }: Form): unknown {
  const answers = Object.entries(rest)
    .filter(([field, answer]) => field.startsWith(ANSWER) && answer !== '')
    .map(([field, answer]) => [field.slice(ANSWER.length), answer])
  return { start, timezone, name, email, phone, answers: Object.fromEntries(answers) }
}

type Again = {
  readonly outcome: Extract<BookingOutcome, { status: 400 | 409 }>
  readonly slug: string
  readonly form: Form
}

// What was typed stays, under a new key: the next attempt is another request (C4).
async function showAgain(reply: FastifyReply, { outcome, slug, form }: Again, deps: PageDeps): Promise<FastifyReply> {
  const bookable = await bookableBySlug(deps.store.read, slug, deps.now())
  if (!bookable) return sendNotFound(reply, deps)
  const start = PublicStart.safeParse(form['start'])
  if (!start.success) return sendTrouble(reply, { status: 400, code: 'invalid-request', slug }, deps)
  const page = pageOf(bookable, { form, start: start.data }, deps)
  if (outcome.status === 400) return sendPage(reply, detailsPage({ ...page, problems: outcome.fields }), 400)
  const { code, alternatives } = outcome
  return sendPage(reply, detailsPage({ ...page, lost: { code, alternatives } }), 409)
}

function pageOf(bookable: Bookable, { form, start }: { form: Form; start: Instant }, deps: PageDeps) {
  return {
    ...bookingFrame(bookable, form['timezone'], deps),
    start,
    key: randomUUID(),
    questions: bookable.eventType.questions,
    typed: form,
    problems: {},
  }
}

type Trouble = { readonly status: number; readonly code: string; readonly slug: string }

function sendTrouble(reply: FastifyReply, { status, code, slug }: Trouble, deps: PageDeps): FastifyReply {
  const { texts } = deps
  const link = { address: bookingAddress(encodeURIComponent(slug)), label: texts.t('trouble.again') }
  const message = { status, title: texts.t('trouble.title'), text: texts.t(`trouble.${code}`), link }
  return sendMessage(reply, message, deps)
}

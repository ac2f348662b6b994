import { organizerBySlug } from '../booking/organizer-by-slug.ts'
import { bookingError } from '../booking/public-answer.ts'
import { releaseHold } from '../booking/release-hold.ts'
import { publicMembers, publicTypes } from '../booking/public-types.ts'
import { sendBooked, sendSlots, type SpeakingDeps } from '../booking/register-booking.ts'
import { takeHold } from '../booking/take-hold.ts'
import { clientKey } from '../safety/client-key.ts'
import { bookingCalls } from './booking-calls.ts'
import { holdAnswer } from './hold-answer.ts'
import { organizerAnswer, typeAnswer } from './organizer-answer.ts'
import { HoldBody, readBody } from './read-body.ts'
import type { Call, Calls } from './register-api.ts'

type Request = Parameters<Call>[0]['request']
/** The slug of a link, or of none. */
type SlugOf = (request: Request, deps: SpeakingDeps) => Promise<string>

/** What answers the public JSON. */
export const publicCalls: Calls = {
  organizers: {
    organizer: async ({ request, reply }, deps) => {
      const db = deps.store.read
      const organizer = await organizerBySlug(db, request.params['organizer'] ?? '')
      if (!organizer) return reply.code(404).send(bookingError('not-found', deps.texts))
      const types = await publicTypes(db, organizer, { bookables: deps.bookables, now: deps.now() })
      const members = organizer.kind === 'workspace' ? await publicMembers(db, organizer.workspace.id) : []
      return reply.send(organizerAnswer(organizer, { types, members }))
    },
    ...typeCalls(async ({ params }, { store, bookables }) => {
      const { organizer = '', type = '' } = params
      return (await bookables.slugOfType(store.read, { organizer, type })) ?? NO_SLUG
    }),
  },
  links: typeCalls(async ({ params }) => params['slug'] ?? NO_SLUG),
  holds: {
    release: async ({ request, reply }, deps) => {
      const { status } = await releaseHold(deps, request.params['hold'] ?? '')
      return status === 204 ? reply.code(204).send() : reply.code(404).send(bookingError('not-found', deps.texts))
    },
  },
  bookings: bookingCalls,
}

// No link has it: what is unknown goes the way of what is closed.
const NO_SLUG = ''

function typeCalls(slugOf: SlugOf) {
  const type: Call = async ({ request, reply }, deps) => {
    const found = await deps.bookables.bySlug(deps.store.read, await slugOf(request, deps), deps.now())
    if (!found) return reply.code(404).send(bookingError('not-found', deps.texts))
    return reply.send(typeAnswer(found.bookable))
  }
  const slots: Call = async (exchange, deps) => sendSlots(exchange, await slugOf(exchange.request, deps), deps)
  const book: Call = async (exchange, deps) => sendBooked(exchange, await slugOf(exchange.request, deps), deps)
  const hold: Call = async ({ request, reply }, deps) => {
    const { texts } = deps
    const read = readBody(HoldBody, request.body)
    if ('fields' in read)
      return reply.code(400).send({ ...bookingError('invalid-request', texts), fields: read.fields })
    const { timezone: zone, ...wish } = read.body
    const slug = await slugOf(request, deps)
    const outcome = await takeHold(deps, { slug, ...wish, zone, address: clientKey(request) })
    const { status, body, headers = {} } = holdAnswer(outcome, { zone, texts })
    return reply.code(status).headers(headers).send(body)
  }
  return { type, slots, hold, book }
}

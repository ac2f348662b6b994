import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HoldId } from '../../src/core/model/ids.ts'
import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import { WallDate } from '../../src/core/model/wall.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import { type Bookable, ofDuration } from '../booking/bookable.ts'
import { offerOf, otherStarts } from '../booking/offer-of.ts'
import { PublicStart } from '../booking/public-start.ts'
import { within } from '../safety/confine.ts'
import { bookingFrame } from './booking-frame.ts'
import type { BookingPage } from './booking-page.ts'
import { chooseTimePage } from './choose-time-page.ts'
import { chosenMonth } from './chosen-month.ts'
import { detailsPage } from './details-page.ts'
import { askingOf, type PageDeps, sendNotFound, sendPage } from './page-deps.ts'
import { type PlaceParams, reachedType } from './reached-type.ts'
import { chosenZone } from './visitor.ts'

// A form or a link may have been written by hand: what does not parse counts as not given.
export const Step = z.object({
  month: z
    .string()
    .transform((month) => `${month}-01`)
    .pipe(WallDate)
    .optional()
    .catch(undefined),
  date: WallDate.optional().catch(undefined),
  start: PublicStart.optional().catch(undefined),
  duration: z.coerce.number().int().optional().catch(undefined),
  timezone: z.string().max(64).optional().catch(undefined),
  clock: z.enum(['12', '24']).optional().catch(undefined),
  hold: HoldId.optional().catch(undefined),
})
export type Step = z.infer<typeof Step>

/** `GET /book/{slug}/`, `GET /{organizer}/{type}/`: the month with its free days, or, once a time is chosen, the form. */
export async function showBookingPage(
  request: FastifyRequest<{ Params: PlaceParams }>,
  reply: FastifyReply,
  deps: PageDeps,
): Promise<FastifyReply> {
  const now = deps.now()
  const reached = await reachedType(request.params, deps)
  const found = reached && (await deps.bookables.bySlug(deps.store.read, reached.slug, now))
  if (!found) return sendNotFound(reply, deps)
  const step = Step.parse(request.query)
  const bookable = ofDuration(found.bookable, step.duration) ?? found.bookable
  const visitor = { ...step, languages: request.headers['accept-language'] }
  const frame = bookingFrame({ bookable, place: reached.place, visitor }, deps)
  const listed = !bookable.eventType.private && Object.values(step).every((given) => given === undefined)
  const shown = { frame: { ...frame, listed }, bookable, step, now }
  const { start } = step
  const show = (): Promise<FastifyReply> =>
    start === undefined ? chooseTime(reply, shown, deps) : askDetails(reply, { ...shown, start }, deps)
  return within(deps.store, bookable.workspace.id, show, { signal: request.signal })
}

type Shown = {
  readonly frame: BookingPage
  readonly bookable: Bookable
  readonly step: Step
  readonly now: Instant
}

async function chooseTime(reply: FastifyReply, { frame, bookable, step, now }: Shown, deps: PageDeps) {
  const { signal } = reply.request
  const chosen = await chosenMonth(askingOf(deps), bookable, { step, zone: frame.zone, now, signal })
  const zoneUnknown = step.timezone !== undefined && chosenZone(step) === undefined
  return sendPage(reply, chooseTimePage({ ...frame, ...chosen, now, zoneUnknown }))
}

async function askDetails(reply: FastifyReply, shown: Shown & { start: Instant }, deps: PageDeps) {
  const { frame, bookable, start, now, step } = shown
  const { hold } = step
  const { eventType } = bookable
  const asking = askingOf(deps)
  const range = { start, end: instant(start + bookable.duration * MINUTE) }
  const offer = await offerOf(asking, bookable, { range, now, hold })
  const form = { ...frame, start, key: randomUUID(), eventType, hold, typed: {}, problems: {} }
  if (isOffered(offer, start, now)) return sendPage(reply, detailsPage(form))
  const alternatives = await otherStarts(asking, bookable, { wish: start, now, hold })
  return sendPage(reply, detailsPage({ ...form, lost: { code: 'slot-not-offered', alternatives } }), 409)
}

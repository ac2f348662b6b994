import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { bookableTime } from '../../src/core/scheduling/bookable-time.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import { type Bookable, bookableBySlug } from '../booking/bookable.ts'
import { offerOf, openStarts, otherStarts } from '../booking/offer-of.ts'
import { PublicStart } from '../booking/public-start.ts'
import { bookingFrame } from './booking-frame.ts'
import { chooseTimePage } from './choose-time-page.ts'
import { detailsPage } from './details-page.ts'
import { firstOpenMonth, type Looking, openMonth, shownDate } from './open-month.ts'
import { type PageDeps, sendNotFound, sendPage } from './page-deps.ts'

// A form or a link may have been written by hand: what does not parse counts as not given.
const Step = z.object({
  month: z
    .string()
    .transform((month) => `${month}-01`)
    .pipe(WallDate)
    .optional()
    .catch(undefined),
  date: WallDate.optional().catch(undefined),
  start: PublicStart.optional().catch(undefined),
  timezone: z.string().max(64).optional().catch(undefined),
})
type Step = z.infer<typeof Step>

/** `GET /book/{slug}/`: the month with its free days, or, once a time is chosen, the form. */
export async function showBookingPage(
  request: FastifyRequest<{ Params: { slug: string } }>,
  reply: FastifyReply,
  deps: PageDeps,
): Promise<FastifyReply> {
  const now = deps.now()
  const bookable = await bookableBySlug(deps.store.read, request.params.slug, now)
  if (!bookable) return sendNotFound(reply, deps)
  const step = Step.parse(request.query)
  const frame = bookingFrame(bookable, step.timezone, deps)
  const listed = !bookable.eventType.private && Object.values(step).every((given) => given === undefined)
  const place = { frame: { ...frame, listed }, bookable, step, now }
  return step.start === undefined
    ? chooseTime(reply, place, deps)
    : askDetails(reply, { ...place, start: step.start }, deps)
}

type Place = {
  readonly frame: ReturnType<typeof bookingFrame>
  readonly bookable: Bookable
  readonly step: Step
  readonly now: Instant
}

async function chooseTime(reply: FastifyReply, { frame, bookable, step, now }: Place, deps: PageDeps) {
  const db = deps.store.read
  const { latestStart } = bookableTime(bookable.eventType, bookable.hosts[0].schedule.zone, now)
  const free: Looking['free'] = (range) => openStarts(db, bookable, { range, now })
  const looking = { zone: frame.zone, now, latest: latestStart, free }
  const wanted = shownDate(step.date ?? step.month, looking)
  const month = wanted === undefined ? await firstOpenMonth(looking) : await openMonth(wanted, looking)
  const [firstFree] = month.days.keys()
  const selected = wanted !== undefined && wanted === step.date ? wanted : firstFree
  const zoneUnknown = step.timezone !== undefined && !ZoneName.safeParse(step.timezone).success
  return sendPage(reply, chooseTimePage({ ...frame, month, selected, now, zoneUnknown }))
}

async function askDetails(reply: FastifyReply, place: Place & { start: Instant }, deps: PageDeps) {
  const { frame, bookable, start, now } = place
  const db = deps.store.read
  const range = { start, end: instant(start + bookable.duration * MINUTE) }
  const offer = await offerOf(db, bookable, { range, now })
  const form = { ...frame, start, key: randomUUID(), questions: bookable.eventType.questions, typed: {}, problems: {} }
  if (isOffered(offer, start, now)) return sendPage(reply, detailsPage(form))
  const alternatives = await otherStarts(db, bookable, { wish: start, now })
  return sendPage(reply, detailsPage({ ...form, lost: { code: 'slot-not-offered', alternatives } }), 409)
}

import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { Bookable } from '../booking/bookable.ts'
import { bookableOfBooking, minutesOf } from '../booking/booking-bookable.ts'
import type { ManagedBooking } from '../booking/managed-booking.ts'
import { offerOf, otherStarts } from '../booking/offer-of.ts'
import { linkPlace } from './booking-address.ts'
import { bookingFrame } from './booking-frame.ts'
import type { BookingPage } from './booking-page.ts'
import { chooseTimePage } from './choose-time-page.ts'
import { chosenMonth } from './chosen-month.ts'
import { askingOf, type PageDeps, sendMessage, sendPage } from './page-deps.ts'
import { reschedulePage } from './reschedule-page.ts'
import { Step } from './show-booking-page.ts'
import { stateOf } from './show-booked-pages.ts'
import { type TokenRequest, withBooking } from './with-booking.ts'

/** `GET /booking/{token}/reschedule/`: the times it could have instead, and, once one is chosen, both beside each other. */
export async function showReschedule(
  request: TokenRequest,
  reply: FastifyReply,
  deps: PageDeps,
): Promise<FastifyReply> {
  return withBooking(request, reply, deps, async (managed) => {
    const { token } = request.params
    const step = Step.parse(request.query)
    const moving = await movingOf(managed, { token, step, languages: request.headers['accept-language'] }, deps)
    if (moving === 'closed') return reply.redirect(`/booking/${token}/manage`, 303)
    if (moving === 'nothing') return sendNothing(reply, managed, deps)
    const { start } = step
    return start === undefined ? chooseAnother(reply, moving, deps) : confirmMove(reply, { ...moving, start }, deps)
  })
}

export type Moving = {
  readonly managed: ManagedBooking
  readonly bookable: Bookable
  readonly frame: BookingPage
  readonly step: Step
  readonly now: Instant
}

type Wish = { readonly token: string; readonly step: Step; readonly languages: string | undefined }

/** `closed`: it may not be moved here, or no more; `nothing`: who is needed cannot be booked. */
export async function movingOf(
  managed: ManagedBooking,
  { token, step, languages }: Wish,
  deps: PageDeps,
): Promise<Moving | 'closed' | 'nothing'> {
  const now = deps.now()
  const { status, reschedule } = stateOf(managed, now)
  if (!reschedule.may || (status !== 'confirmed' && status !== 'pending')) return 'closed'
  const usual = minutesOf(managed.time)
  const known = step.duration !== undefined && managed.eventType.durations.includes(step.duration)
  const duration = known ? step.duration : usual
  const bookable = await bookableOfBooking(deps.store.read, managed, { now, duration })
  if (!bookable) return 'nothing'
  const place = { base: `/booking/${token}/reschedule/`, events: linkPlace(managed.slug).events }
  const visitor = { clock: step.clock, timezone: step.timezone ?? managed.zone, languages }
  return { managed, bookable, frame: bookingFrame({ bookable, place, visitor, usual }, deps), step, now }
}

async function chooseAnother(reply: FastifyReply, moving: Moving, deps: PageDeps): Promise<FastifyReply> {
  const { frame, bookable, managed, step, now } = moving
  const { signal } = reply.request
  const wish = { step, zone: frame.zone, now, without: managed.row.id, signal }
  const chosen = await chosenMonth(askingOf(deps), bookable, wish)
  return sendPage(reply, chooseTimePage({ ...frame, ...chosen, now, zoneUnknown: false }))
}

async function confirmMove(reply: FastifyReply, moving: Moving & { start: Instant }, deps: PageDeps) {
  const { frame, bookable, managed, start, now } = moving
  const asking = askingOf(deps)
  const without = managed.row.id
  const range = { start, end: instant(start + bookable.duration * MINUTE) }
  const { reason } = stateOf(managed, now).reschedule
  const page = { ...frame, start, present: managed.time, key: randomUUID(), reason }
  if (isOffered(await offerOf(asking, bookable, { range, now, without }), start, now))
    return sendPage(reply, reschedulePage(page))
  const alternatives = await otherStarts(asking, bookable, { wish: start, now, without })
  return sendPage(reply, reschedulePage({ ...page, alternatives }), 409)
}

export function sendNothing(reply: FastifyReply, { hosts }: ManagedBooking, deps: PageDeps): Promise<FastifyReply> {
  const { texts } = deps
  const text = texts.t('reschedule.nothing', { host: hosts[0].name })
  return sendMessage(reply, { status: 409, title: texts.t('reschedule.heading'), text }, deps)
}

import type { BookingLink } from '../model/booking-link.ts'
import type { EventType } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { Schedule } from '../model/schedule.ts'
import { bookableTime } from './bookable-time.ts'
import { openSlots, type HostBooking, type HostTime, type SlotQuery } from './open-slots.ts'

/** What one host of an offer works and has; `busy` in any order, without the bookings. Ranges: see `busySpan`. */
export type OfferHost = {
  readonly member: MemberId
  readonly schedule: Schedule
  readonly busy: readonly Interval[]
  readonly bookings: readonly HostBooking[]
}

/** An event type with everything that decides when it can be booked. Hosts whom the type does not name are left out. */
export type Offer = {
  readonly eventType: EventType
  /** Minutes; one of the type's durations, else nothing is offered. */
  readonly duration: number
  readonly link?: BookingLink
  readonly hosts: readonly OfferHost[]
}

/**
 * S1: the starts that could be booked at `now`, ascending, the whole slot within `range`. The same function answers whether one
 * start may be booked (`isOffered`). Nothing where the type or the link is not active, the link has expired, the duration is
 * not the type's, or a host who must be free is missing from the offer.
 */
export function offeredSlots(offer: Offer, range: Interval, now: Instant): Instant[] {
  const hosts = hostTimes(offer)
  const first = hosts?.[0]
  if (!first || !isOpen(offer, now)) return []
  const { eventType, duration } = offer
  return openSlots({
    range,
    gridZone: eventType.zone ?? first.zone,
    duration,
    step: eventType.step,
    offset: eventType.offset,
    buffers: eventType.buffers,
    ...bookableTime(eventType, first.zone, now),
    mode: modeOf(eventType),
    hosts,
  })
}

/** S1: whether `start` is offered, asked of the very function that lists slots. */
export function isOffered(offer: Offer, start: Instant, now: Instant): boolean {
  const slot = { start, end: instant(start + offer.duration * MINUTE) }
  return offeredSlots(offer, slot, now).length > 0
}

function isOpen({ eventType, duration, link }: Offer, now: Instant): boolean {
  if (eventType.status !== 'active' || !eventType.durations.includes(duration)) return false
  if (!link) return true
  const expired = link.expiresAt !== undefined && link.expiresAt <= now
  return link.active && !expired && link.eventType === eventType.id
}

function modeOf({ category }: EventType): SlotQuery['mode'] {
  switch (category) {
    case 'one-on-one':
    case 'group':
      return 'single'
    case 'collective':
    case 'round-robin':
      return category
  }
}

/** In the order of the type; undefined where somebody who must be free is unknown. */
function hostTimes({ eventType, hosts }: Offer): HostTime[] | undefined {
  const times: HostTime[] = []
  for (const { member, required } of mustAndMay(eventType)) {
    const host = hosts.find((one) => one.member === member)
    if (!host && required) return undefined
    if (host) times.push(hostTime(host, required))
  }
  return eventType.category === 'round-robin' && lacksOthers(eventType, times) ? undefined : times
}

/** S10: fixed plus round robin wants all of the fixed ones and one of the others, also where none of those is left. */
function lacksOthers({ hosts }: EventType, times: readonly HostTime[]): boolean {
  return hosts.some(({ required }) => !required) && times.every(({ required }) => required)
}

/** S10. A collective that requires nobody means everybody; anything else would offer all hours of all days. */
function mustAndMay({ category, hosts }: EventType): EventType['hosts'] {
  if (category === 'round-robin') return hosts
  if (category !== 'collective') return hosts.slice(0, 1).map(asRequired)
  return hosts.some((host) => host.required) ? hosts : hosts.map(asRequired)
}

function asRequired({ member }: EventType['hosts'][number]): EventType['hosts'][number] {
  return { member, required: true }
}

function hostTime({ schedule, busy, bookings }: OfferHost, required: boolean): HostTime {
  const { zone, weekly, overrides } = schedule
  return { zone, weekly, overrides, closedDates: [], busy, bookings, required }
}

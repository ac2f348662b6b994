import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import { hoursOfHost } from './hours-of-host.ts'
import type { HostBooking } from './host-time.ts'
import type { Offer, OfferHost } from './offer.ts'
import { standIns } from './stand-ins.ts'

/**
 * S13: the seats left at `start`, of a group type; of others there is one. Says nothing about whether the start is offered at all.
 */
export function seatsLeft(offer: Offer, start: Instant): number {
  const { eventType, duration } = offer
  if (eventType.category !== 'group') return 1
  const slot = { start, end: instant(start + duration * MINUTE) }
  const left = holders(offer, slot).map(({ bookings }) => {
    const taken = bookings.filter((booking) => isSession(booking, offer, slot)).map(({ seats = 1 }) => seats)
    return eventType.capacity - Math.max(0, ...taken)
  })
  return left.length === 0 ? eventType.capacity : Math.max(0, ...left)
}

/** Whose session it is: the host's, or while they are away that of those who stand in. */
function holders(offer: Offer, slot: Interval): OfferHost[] {
  const first = offer.eventType.hosts[0]?.member
  const host = offer.hosts.find(({ member }) => member === first)
  if (!host) return []
  const absent = { member: host.member, hours: hoursOfHost(offer.eventType, host), range: slot }
  const around = standIns(offer, absent).filter(({ during }) => during.start <= slot.start && during.end >= slot.end)
  return around.length === 0 ? [host] : around.map(({ delegate }) => delegate)
}

function isSession(booking: HostBooking, { eventType }: Offer, { start, end }: Interval): boolean {
  return booking.eventType === eventType.id && booking.start === start && booking.end === end
}

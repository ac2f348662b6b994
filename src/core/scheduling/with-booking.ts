import type { MemberId } from '../model/ids.ts'
import { instant, MINUTE, type Instant } from '../model/instant.ts'
import type { HostBooking } from './host-time.ts'
import type { Offer, OfferHost } from './offer.ts'
import { seatsLeft } from './seats-left.ts'

/** The offer as if `start` had been booked, taking the time of `members`. A seat of a session that is booked already takes none. */
export function withBooking(offer: Offer, start: Instant, members: readonly MemberId[]): Offer {
  const { eventType, duration, places, hosts } = offer
  const { ofType, ofBooker } = offer.booked ?? { ofType: [], ofBooker: [] }
  const time = { start, end: instant(start + duration * MINUTE) }
  const isJoined = eventType.category === 'group' && seatsLeft(offer, start) < eventType.capacity
  if (isJoined) return { ...offer, booked: { ofType, ofBooker: [...ofBooker, time] } }
  const booking: HostBooking = { ...time, buffers: eventType.buffers, eventType: eventType.id, seats: places }
  return {
    ...offer,
    hosts: hosts.map((host) => (members.includes(host.member) ? busier(host, booking) : host)),
    booked: { ofType: [...ofType, time], ofBooker: [...ofBooker, time] },
  }
}

function busier(host: OfferHost, booking: HostBooking): OfferHost {
  return { ...host, bookings: [...host.bookings, booking] }
}

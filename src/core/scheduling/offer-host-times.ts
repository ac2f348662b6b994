import type { TypeHost } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import type { Interval } from '../model/instant.ts'
import type { Spans } from '../time/spans.ts'
import { fullTime } from './full-time.ts'
import type { HostTime, StandIn } from './host-time.ts'
import { hoursOfHost } from './hours-of-host.ts'
import { needsOf } from './needs.ts'
import type { Offer, OfferHost } from './offer.ts'
import { slotMode } from './slot-mode.ts'
import { standIns } from './stand-ins.ts'

/** With whose time it is. */
export type OfferHostTime = Omit<HostTime, 'standIns'> & {
  readonly member: MemberId
  readonly standIns?: readonly (StandIn & { readonly host: OfferHostTime })[]
}

export type OfferHostTimes = readonly [OfferHostTime, ...OfferHostTime[]]

/**
 * S10: the hosts of the type of whom something is known, in its order, with what closes their time around `range`. undefined where
 * one is missing who has to be free, or all of those of whom any would do.
 */
export function offerHostTimes(offer: Offer, range: Interval): OfferHostTimes | undefined {
  const mode = slotMode(offer.eventType)
  const named = namedHosts(offer)
  const found = named.map(({ member }) => offer.hosts.find((host) => host.member === member))
  const first = found.find((host) => host !== undefined)
  const isMet = needsOf(mode, named).every(({ hosts }) => hosts.some((i) => found[i] !== undefined))
  if (!first || !isMet) return undefined
  const full = fullTime(offer, { zone: first.schedule.zone, range })
  const [one, ...others] = named.flatMap((asked, i) => {
    const host = found[i]
    return host ? hostTime(offer, { asked, host, range, full }) : []
  })
  return one && [one, ...others]
}

/** Whose zone the dates of an offer are, and its grid where the type has none: the first host of whom something is known. */
export function firstHost(offer: Offer): OfferHost | undefined {
  for (const { member } of namedHosts(offer)) {
    const host = offer.hosts.find((one) => one.member === member)
    if (host) return host
  }
  return undefined
}

function namedHosts({ eventType }: Offer): readonly TypeHost[] {
  return slotMode(eventType) === 'single' ? eventType.hosts.slice(0, 1) : eventType.hosts
}

type Known = {
  readonly asked: Pick<TypeHost, 'required' | 'group'>
  readonly host: OfferHost
  readonly range: Interval
  readonly full: (host: OfferHost) => Spans
}

function hostTime(offer: Offer, { asked, host, range, full }: Known): OfferHostTime {
  const { required, group } = asked
  const time = { ...ownTime(offer, host, full), required, group }
  const delegations = standIns(offer, { member: host.member, hours: time, range })
  if (delegations.length === 0) return time
  return {
    ...time,
    standIns: delegations.map(({ during, delegate }) => ({ during, host: ownTime(offer, delegate, full) })),
  }
}

function ownTime({ eventType }: Offer, host: OfferHost, full: (host: OfferHost) => Spans): OfferHostTime {
  const { member, busy, bookings } = host
  return { ...hoursOfHost(eventType, host), member, busy, bookings, full: full(host) }
}

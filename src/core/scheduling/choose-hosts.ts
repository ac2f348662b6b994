import type { TypeHost } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import { DAY, instant, type Instant, type Interval } from '../model/instant.ts'
import { dateAsUtc, firstInstantFrom, startOfDay } from '../time/wall-clock.ts'
import { chooseHost, type HostChoice } from './choose-host.ts'
import { freeHosts, type FreeHost, type FreeHosts } from './free-hosts.ts'
import type { Candidate, PastBooking } from './host-question.ts'
import { needsOf } from './needs.ts'
import type { Offer, OfferHost } from './offer.ts'
import { slotMode } from './slot-mode.ts'

/** Beside the offer, whose hosts' absences must go as far back as the history. */
export type HostsQuestion = {
  readonly start: Instant
  readonly now: Instant
  readonly history: readonly PastBooking[]
  readonly joinedAt?: ReadonlyMap<MemberId, Instant>
  /** For the strategy `most-available`. */
  readonly availableMinutes?: ReadonlyMap<MemberId, number>
}

/** `choice`: where there was one to be made, also among one. */
export type ChosenHost = FreeHost & { readonly choice?: HostChoice }

/**
 * S10, S11: whose time a booking of `start` takes: everyone who must be there, one of each group and, in a round robin, one of the
 * others. A stand-in is chosen only where no host is free. undefined where a need is met by nobody.
 */
export function chooseHosts(offer: Offer, question: HostsQuestion): ChosenHost[] | undefined {
  const needs = freeHosts(offer, question.start, question.now)
  const chosen = needs.flatMap((need) => chosenFor(offer, need, question) ?? [])
  if (needs.length === 0 || chosen.length < needs.length) return undefined
  // One who stands in for two is booked once.
  return chosen.filter(({ member }, i) => chosen.findIndex((one) => one.member === member) === i)
}

function chosenFor(offer: Offer, need: FreeHosts, question: HostsQuestion): ChosenHost | undefined {
  const { free } = need
  if (need.need === 'all') return free[0]
  const hosts = free.filter(({ standsInFor }) => standsInFor === undefined)
  const able = hosts.length > 0 ? hosts : free
  const sharing = sharers(offer, need)
  const candidates = able.flatMap(({ member, standsInFor }) => {
    const named = sharing.find((host) => host.member === (standsInFor ?? member))
    return named ? [candidateOf(offer, { ...named, member }, question)] : []
  })
  const others = sharing
    .filter(({ member }) => !candidates.some((candidate) => candidate.member === member))
    .map((host) => candidateOf(offer, host, question))
  const { history, start } = question
  const choice = chooseHost({ strategy: offer.eventType.strategy, candidates, others, history, start })
  const taken = able.find(({ member }) => member === choice?.member)
  return taken && { ...taken, choice }
}

/** Among whom the bookings of a need are shared out. */
function sharers({ eventType }: Offer, { need, group }: FreeHosts): readonly TypeHost[] {
  const needs = needsOf(slotMode(eventType), eventType.hosts)
  const found = needs.find((one) => one.need === need && one.group === group)
  return eventType.hosts.filter((_, i) => found?.hosts.includes(i))
}

function candidateOf(offer: Offer, { member, weight, priority }: TypeHost, question: HostsQuestion): Candidate {
  const host = offer.hosts.find((one) => one.member === member)
  return {
    member,
    weight,
    priority,
    joinedAt: question.joinedAt?.get(member),
    absences: host ? absentTimes(host) : [],
    availableMinutes: question.availableMinutes?.get(member),
  }
}

/** Dates at home: for a credit it is all the same on which side of a journey's midnight a booking was. */
function absentTimes({ absences, schedule: { zone } }: OfferHost): Interval[] {
  return absences.map(({ time }) =>
    time.kind === 'span'
      ? { start: time.startsAt, end: time.endsAt }
      : { start: startOfDay(time.from, zone), end: instant(firstInstantFrom(dateAsUtc(time.until) + DAY, zone)) },
  )
}

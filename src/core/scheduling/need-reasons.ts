import type { Instant } from '../model/instant.ts'
import { hostReasons } from './host-reasons.ts'
import { standInRange } from './host-starts.ts'
import { needsOf } from './needs.ts'
import type { OfferHostTime } from './offer-host-times.ts'
import type { Offer } from './offer.ts'
import type { HostAgainst, NeedReason } from './reason.ts'
import type { OfferQuery } from './slot-query.ts'

/** What stands in the way of one host and of everybody who could stand in; nothing, where one of them is free. */
type Against = readonly HostAgainst[]

/** S10: the needs that nobody meets at `start`; those of which everybody has to be free are one. */
export function needReasons(offer: Offer, query: OfferQuery, start: Instant): NeedReason[] {
  const all: HostAgainst[] = []
  const any: NeedReason[] = []
  for (const { need, group, hosts } of needsOf(query.mode, query.hosts)) {
    const each = hosts.flatMap((i) => query.hosts[i] ?? []).map((time) => against(offer, query, { time, start }))
    if (each.some((reasons) => reasons.length === 0)) continue
    if (need === 'all') all.push(...each.flat())
    else any.push({ kind: 'hosts', need, group, hosts: each.flat() })
  }
  return all.length === 0 ? any : [{ kind: 'hosts', need: 'all', hosts: all }, ...any]
}

function against(offer: Offer, query: OfferQuery, { time, start }: { time: OfferHostTime; start: Instant }): Against {
  const own = { member: time.member, reasons: hostReasons(offer, query, { time, start }) }
  if (own.reasons.length === 0) return []
  const standIns = standInsAt(query, time, start).map((standIn) => ({
    member: standIn.member,
    standsInFor: time.member,
    reasons: hostReasons(offer, query, { time: standIn, start }),
  }))
  return standIns.some(({ reasons }) => reasons.length === 0) ? [] : [own, ...standIns]
}

/** Who stands in for the whole slot. */
function standInsAt(query: OfferQuery, { standIns }: OfferHostTime, start: Instant): OfferHostTime[] {
  return (standIns ?? []).flatMap((standIn) => {
    const range = standInRange(query, standIn, { start, end: start + 1 })
    return range.start < range.end ? [standIn.host] : []
  })
}

import type { Limit } from '../model/event-type.ts'
import type { Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { spansWithin } from '../time/spans.ts'
import { fullTime } from './full-time.ts'
import { hostLimitPeriods, offerLimitPeriods } from './limit-periods.ts'
import type { Offer, OfferHost } from './offer.ts'
import type { FullPeriod } from './full-periods.ts'

export type LimitReason = FullPeriod & { readonly kind: 'limit' }

/** S9: the limits `of` the named kinds that close the slot to a host, each with the period that it has filled. */
export function limitReasons(offer: Offer, { of, host, slot, zone }: LimitQuestion): LimitReason[] {
  return offer.eventType.limits
    .filter((limit) => of.includes(limit.of))
    .flatMap((limit) => {
      const alone = { ...offer, eventType: { ...offer.eventType, limits: [limit] } }
      const closed = fullTime(alone, { zone, range: slot })(host)
      if (spansWithin(closed, slot.start, slot.end).length === 0) return []
      return periodsOf(alone, limit, { host, slot, zone }).map(({ period }) => ({ kind: 'limit', limit, period }))
    })
}

type LimitQuestion = {
  readonly of: readonly Limit['of'][]
  readonly host: OfferHost
  readonly slot: Interval
  /** The first host's. */
  readonly zone: ZoneName
}

function periodsOf(alone: Offer, { of }: Limit, { host, slot, zone }: Omit<LimitQuestion, 'of'>): FullPeriod[] {
  const periods =
    of === 'host' ? hostLimitPeriods(alone, host, slot) : offerLimitPeriods(alone, of, { zone, within: slot })
  return periods.filter(({ period }) => period.start < slot.end && period.end > slot.start)
}

import type { Absence } from '../model/absence.ts'
import type { MemberId } from '../model/ids.ts'
import type { Interval } from '../model/instant.ts'
import { hourLayers } from './hour-layers.ts'
import type { HostHours } from './host-time.ts'
import { intervalsOf } from './intervals-of.ts'
import type { Offer, OfferHost } from './offer.ts'

/** Who may take a host's slots that lie wholly within `during`. */
export type Delegation = { readonly during: Interval; readonly delegate: OfferHost }

/**
 * The delegates of the absences of one host that touch `range`, as far as the offer has them. Whoever is a host of the type already
 * stands in for nobody, and the delegates of delegates are not asked.
 */
export function standIns(offer: Offer, { member, hours, range }: AbsentHost): Delegation[] {
  return hours.absences.flatMap((absence) => {
    const delegate = delegateOf(offer, member, absence)
    return delegate ? absentTimes(hours, absence, range).map((during) => ({ during, delegate })) : []
  })
}

export type AbsentHost = { readonly member: MemberId; readonly hours: HostHours; readonly range: Interval }

function delegateOf({ eventType, hosts }: Offer, member: MemberId, { delegate }: Absence): OfferHost | undefined {
  if (delegate === undefined || delegate === member) return undefined
  if (eventType.hosts.some((host) => host.member === delegate)) return undefined
  return hosts.find((host) => host.member === delegate)
}

/** The absence alone, as the layers of hours see it: whole dates are dates of the wall where the host is just then. */
function absentTimes(hours: HostHours, absence: Absence, range: Interval): Interval[] {
  const alone = { ...hours, weekly: [], overrides: [], rules: [], breaks: [], holidays: [], absences: [absence] }
  return hourLayers(alone, range).closures.flatMap(({ time }) => intervalsOf(time))
}

import type { TypeHost } from '../../../../src/core/model/event-type.ts'
import type { Offer, OfferHost } from '../../../../src/core/scheduling/offer.ts'
import { needsOfHosts } from './needs-of-hosts.ts'

/** A host as the type names them, and what is known of them. */
export type Asked = { readonly named: TypeHost; readonly known: OfferHost }

/** S10: the hosts of the type, as far as they are known; nobody where nobody is known of those of whom one is needed. */
export function askedHosts({ eventType, hosts }: Offer): Asked[] {
  const mode = modeOf(eventType.category)
  const named = mode === 'single' ? eventType.hosts.slice(0, 1) : eventType.hosts
  const asked = named.map((named) => {
    const known = hosts.find(({ member }) => member === named.member)
    return known ? { named, known } : undefined
  })
  const isMet = needsOfHosts(mode, named).every((need) => need.some((i) => asked[i]))
  return isMet ? asked.filter((each) => each !== undefined) : []
}

export function modeOf(category: Offer['eventType']['category']): 'single' | 'collective' | 'round-robin' {
  return category === 'collective' || category === 'round-robin' ? category : 'single'
}

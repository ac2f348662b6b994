import { expect } from 'vitest'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { isOffered } from '../../../src/core/scheduling/offered-slots.ts'
import type { HostReason, Reason } from '../../../src/core/scheduling/reason.ts'
import { whyNot } from '../../../src/core/scheduling/why-not.ts'
import { at, eventType, member, offer, offerHost } from './offer-builder.ts'

export const NOW = at('2026-11-01T00:00Z')

/** Nothing exactly if it is offered (S14). */
export function reasonsAgainst(given: Partial<Offer>, start: string, now = NOW): Reason[] {
  const asked = offer(given)
  const found = whyNot(asked, at(start), now)
  expect(found.length === 0).toBe(isOffered(asked, at(start), now))
  return found
}

/** What stands in the way of the one host, and nothing else does. */
export function hostAgainst(
  given: Partial<OfferHost>,
  start: string,
  type: Record<string, unknown> = {},
): readonly HostReason[] {
  const found = reasonsAgainst({ hosts: [offerHost(1, given)], eventType: eventType(type) }, start)
  const [first] = found
  if (!first) return []
  expect(found).toEqual([{ kind: 'hosts', need: 'all', hosts: [{ member: member(1), reasons: expect.any(Array) }] }])
  return first.kind === 'hosts' ? (first.hosts[0]?.reasons ?? []) : []
}

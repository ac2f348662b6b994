import type { MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { chooseHosts, type ChosenHost } from '../../src/core/scheduling/choose-hosts.ts'
import type { Offer } from '../../src/core/scheduling/offer.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { availableMinutes } from './available-minutes.ts'
import type { Bookable } from './bookable.ts'
import { bookingHistory } from './booking-history.ts'

/**
 * Whose time a booking of a start that is offered takes (S10), and where there was a choice, why it fell so (S11). Everybody
 * once: who stands in for two takes part for both. Empty where nobody can, which the offer rules out.
 */
export async function assignHosts(
  db: PostgresReadHandle,
  { bookable, offer, start, now }: { bookable: Bookable; offer: Offer; start: Instant; now: Instant },
): Promise<ChosenHost[]> {
  const { workspace, eventType } = bookable
  const past = isShared(bookable)
    ? await bookingHistory(db, { workspace: workspace.id, eventType, now })
    : { history: [] }
  const minutes = eventType.strategy === 'most-available' ? { availableMinutes: availableMinutes(offer, start) } : {}
  const chosen = chooseHosts(offer, { start, now, ...past, ...minutes }) ?? []
  return [...new Map(chosen.map((one): [MemberId, ChosenHost] => [one.member, one])).values()]
}

function isShared({ eventType }: Bookable): boolean {
  return eventType.category === 'round-robin' || eventType.hosts.some(({ group }) => group !== undefined)
}

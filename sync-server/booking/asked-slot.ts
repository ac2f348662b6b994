import type { HoldId, MemberId } from '../../src/core/model/ids.ts'
import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Offer } from '../../src/core/scheduling/offer.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import type { Asking } from './asking.ts'
import { comparedWeek } from './available-minutes.ts'
import type { Bookable } from './bookable.ts'
import type { LostSlot } from './booking-outcome.ts'
import { hasSharedLimits } from './counted-bookings.ts'
import { lockHosts, lockType } from './lock-hosts.ts'
import { offerOf, otherStarts } from './offer-of.ts'
import { clearClaims } from './take-claims.ts'

/** A slot that is to be booked or held. */
export type AskedSlot = {
  readonly bookable: Bookable
  readonly start: Instant
  readonly zone: ZoneName
  readonly now: Instant
  /** The e-mail address of who asks, where it is known. */
  readonly booker?: string | undefined
  /** What they hold already. */
  readonly hold?: HoldId | undefined
}

/** Nobody else takes time of these hosts from here on until the transaction ends; only then does looking tell the truth. */
export async function lockSlot(
  tx: PostgresHandle,
  { bookable, start, now }: AskedSlot,
  others: readonly MemberId[] = [],
): Promise<void> {
  const { eventType, duration } = bookable
  const workspace = bookable.workspace.id
  const members = [...bookable.hosts, ...bookable.standIns].map(({ member }) => member.id)
  if (hasSharedLimits(eventType)) await lockType(tx, workspace, eventType.id)
  await lockHosts(tx, workspace, [...members, ...others])
  const { before, after } = eventType.buffers
  const span = { start: instant(start - before * MINUTE), end: instant(start + (duration + after) * MINUTE) }
  await clearClaims(tx, { workspace, members, span, now })
}

/** What says whether it can be had, and by whose time. */
export async function offerForSlot(asking: Asking, asked: AskedSlot): Promise<Offer> {
  const { bookable, start, ...query } = asked
  const { eventType, workspace, hosts, duration } = bookable
  const slot = { start, end: instant(start + duration * MINUTE) }
  const isCompared = eventType.strategy === 'most-available'
  const range = isCompared ? comparedWeek({ hosts, weekStart: workspace.weekStart }, start) : slot
  return offerOf(asking, bookable, { ...query, range })
}

/** C2: with three others to choose from. */
export async function lostSlot(asking: Asking, asked: AskedSlot, offer: Offer): Promise<LostSlot> {
  const { bookable, start, zone: _, ...query } = asked
  return lostSlotOf(asked, { offer, alternatives: await otherStarts(asking, bookable, { wish: start, ...query }) })
}

export function lostSlotOf(
  { bookable, start, zone, now }: AskedSlot,
  { offer, alternatives }: { readonly offer: Offer; readonly alternatives: Instant[] },
): LostSlot {
  const empty = { ...offer, hosts: offer.hosts.map((host) => ({ ...host, busy: [], bookings: [] })) }
  return {
    status: 409,
    code: isOffered(empty, start, now) ? 'slot-taken' : 'slot-not-offered',
    alternatives,
    duration: bookable.duration * MINUTE,
    zone,
  }
}

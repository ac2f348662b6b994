import type { MemberId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { ChosenHost } from '../../src/core/scheduling/choose-hosts.ts'
import { freeHosts } from '../../src/core/scheduling/free-hosts.ts'
import type { Offer } from '../../src/core/scheduling/offer.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import type { Asking } from './asking.ts'
import { assignHosts } from './assign-hosts.ts'
import { comparedWeek } from './available-minutes.ts'
import type { Bookable } from './bookable.ts'
import { hasSharedLimits } from './counted-bookings.ts'
import type { TimeTaken } from './life-outcome.ts'
import { lockHosts, lockType } from './lock-hosts.ts'
import type { ManagedBooking } from './managed-booking.ts'
import { offerOf, otherStarts } from './offer-of.ts'
import { clearClaims } from './take-claims.ts'

export type WantedTime = {
  readonly managed: ManagedBooking
  readonly bookable: Bookable
  readonly time: Interval
  readonly now: Instant
}

/** Nobody else takes time of these hosts from here on until the transaction ends; only then does looking tell the truth. */
export async function lockTime(
  tx: PostgresHandle,
  { managed, bookable, time, now }: Omit<WantedTime, 'bookable'> & { readonly bookable: Bookable | undefined },
): Promise<void> {
  const workspace = managed.row.workspace
  const offered = bookable ? [...bookable.hosts, ...bookable.standIns].map(({ member }) => member.id) : []
  const members = [...managed.hosts.map(({ id }) => id), ...offered]
  if (bookable && hasSharedLimits(bookable.eventType)) await lockType(tx, workspace, bookable.eventType.id)
  await lockHosts(tx, workspace, members)
  const { before, after } = managed.eventType.buffers
  const span = { start: instant(time.start - before * MINUTE), end: instant(time.end + after * MINUTE) }
  await clearClaims(tx, { workspace, members, span, now })
}

/** Whose time it takes there; `chosen`: where others had to be found, why it fell so. */
export type HostsAt = { readonly members: readonly MemberId[]; readonly chosen: readonly ChosenHost[] }

/**
 * S1, S10: the hosts of a booking at another time: those it has where they are free then, else chosen anew. With the offer that
 * was asked; no hosts where it does not have the time.
 */
export async function hostsAt(
  asking: Asking & { readonly db: PostgresHandle },
  wanted: WantedTime,
): Promise<{ readonly offer: Offer; readonly hosts?: HostsAt }> {
  const { managed, bookable, time, now } = wanted
  const range = bookable.eventType.strategy === 'most-available' ? comparedWeek(weekOf(bookable), time.start) : time
  const offer = await offerOf(asking, bookable, { range, now, ...askerOf(managed) })
  if (!isOffered(offer, time.start, now)) return { offer }
  const own = managed.hosts.map(({ id }) => id)
  if (canKeep(offer, own, wanted)) return { offer, hosts: { members: own, chosen: [] } }
  const chosen = await assignHosts(asking.db, { bookable, offer, start: time.start, now })
  return { offer, hosts: { members: chosen.map(({ member }) => member), chosen } }
}

function weekOf({ hosts, workspace }: Bookable) {
  return { hosts, weekStart: workspace.weekStart }
}

// The booking itself counts in no limit of who booked it, and takes nobody's time.
function askerOf({ row }: ManagedBooking) {
  return { booker: row.email, without: row.id }
}

function canKeep(offer: Offer, own: readonly MemberId[], { time, now }: WantedTime): boolean {
  const alone = { ...offer, hosts: offer.hosts.filter(({ member }) => own.includes(member)) }
  if (!isOffered(alone, time.start, now)) return false
  const free = new Set(freeHosts(alone, time.start, now).flatMap((need) => need.free.map(({ member }) => member)))
  return own.every((member) => free.has(member))
}

/** C2, C10: with three others to choose from; the time that it has stands. */
export async function timeTaken(asking: Asking, wanted: WantedTime, offer: Offer | undefined): Promise<TimeTaken> {
  const { managed, bookable, time, now } = wanted
  const empty = offer && { ...offer, hosts: offer.hosts.map((host) => ({ ...host, busy: [], bookings: [] })) }
  return {
    status: 409,
    code: !empty || isOffered(empty, time.start, now) ? 'slot-taken' : 'slot-not-offered',
    alternatives: await otherStarts(asking, bookable, { wish: time.start, now, ...askerOf(managed) }),
    duration: bookable.duration * MINUTE,
    zone: managed.zone,
  }
}

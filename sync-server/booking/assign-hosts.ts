import { and, eq, inArray, max } from 'drizzle-orm'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Offer } from '../../src/core/scheduling/offered-slots.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'

/** Whose time a booking of a start that is offered takes (S10); of a round robin the one who was booked longest ago (S11). */
export async function assignHosts(
  db: PostgresReadHandle,
  offer: Offer,
  { start, now }: { start: Instant; now: Instant },
): Promise<MemberId[]> {
  const { eventType } = offer
  const required = eventType.hosts.filter((host) => host.required).map(({ member }) => member)
  const all = eventType.hosts.map(({ member }) => member)
  switch (eventType.category) {
    case 'one-on-one':
    case 'group':
      return all.slice(0, 1)
    case 'collective':
      return required.length > 0 ? required : all
    case 'round-robin': {
      const others = all.filter((member) => !required.includes(member))
      const free = others.filter((member) => isOffered(only(offer, [...required, member]), start, now))
      return [...required, ...(await longestAgo(db, eventType, free))]
    }
  }
}

function only(offer: Offer, members: readonly MemberId[]): Offer {
  const hosts = members.map((member) => ({ member, required: true }))
  return { ...offer, eventType: { ...offer.eventType, hosts } }
}

async function longestAgo(db: PostgresReadHandle, eventType: EventType, free: MemberId[]): Promise<MemberId[]> {
  if (free.length < 2) return free
  const rows = await db
    .select({ host: booking.host, last: max(booking.createdAt) })
    .from(booking)
    .where(and(eq(booking.eventType, eventType.id), inArray(booking.host, free)))
    .groupBy(booking.host)
  const last = new Map(rows.map((row) => [row.host, row.last ?? 0]))
  return free.toSorted((a, b) => (last.get(a) ?? 0) - (last.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, 1)
}

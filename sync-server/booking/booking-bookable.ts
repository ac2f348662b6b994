import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { MINUTE } from '../../src/core/model/instant.ts'
import { and, eq } from 'drizzle-orm'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { eventTypeById } from '../../src/storage/queries/event-type-by-id.ts'
import type { EventTypeRow } from '../../src/core/projections/rows.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Bookable } from './bookable.ts'
import { bookableHosts } from './bookable-hosts.ts'
import type { ManagedBooking } from './managed-booking.ts'

/** What a booking can be moved within: of `duration` minutes, which is its own where absent. */
export type Moving = { readonly now: Instant; readonly duration?: number | undefined }

/**
 * What stands behind a booking that is to be moved. Whether its link is open still, or its type for others, is no matter: who has
 * booked has a place. undefined where a host who is needed has left, has no schedule, or no calendar that receives bookings.
 */
export async function bookableOfBooking(
  db: PostgresReadHandle,
  managed: ManagedBooking,
  { now, duration = minutesOf(managed.time) }: Moving,
): Promise<Bookable | undefined> {
  const type = await typeOf(db, managed)
  if (!type) return undefined
  const own = managed.hosts.map(({ id }) => id)
  const eventType = ofHosts(openFor(type.data, duration), own)
  const { hosts, ...around } = await bookableHosts(db, { ...type, data: eventType }, now, own)
  const [first, ...others] = hosts
  if (!first) return undefined
  return {
    workspace: managed.workspace,
    link: { id: managed.row.link, eventType: type.id, slug: managed.slug, active: true },
    eventType,
    duration,
    hosts: [first, ...others],
    ...around,
    zone: type.data.zone ?? first.schedule.zone,
  }
}

/** The type as the booking has it: of whoever's link it was made with. */
export async function typeOf(db: PostgresReadHandle, { row }: ManagedBooking): Promise<EventTypeRow | undefined> {
  const { bookingLink: l } = db.tables
  const [link] = await db
    .select({ owner: l.owner })
    .from(l)
    .where(and(eq(l.workspace, row.workspace), eq(l.id, row.link)))
  const of = { workspace: row.workspace, id: row.eventType }
  const own = link && (await eventTypeById(db, { ...of, owner: link.owner }))
  return own ?? eventTypeById(db, of)
}

// A booking whose length a desk has changed may keep it.
export function openFor(eventType: EventType, duration: number): EventType {
  const { durations } = eventType
  const all = durations.includes(duration) ? durations : [...durations, duration]
  return { ...eventType, status: 'active', durations: all }
}

// Who has it in place of a host of the type stands there in their stead.
function ofHosts(eventType: EventType, own: readonly MemberId[]): EventType {
  const named = new Set(eventType.hosts.map(({ member }) => member))
  const strangers = own.filter((member) => !named.has(member))
  if (strangers.length === 0) return eventType
  const hosts = eventType.hosts.map((host) => {
    const isLeft = host.required && !own.includes(host.member)
    const member = isLeft ? strangers.shift() : undefined
    return member === undefined ? host : { ...host, member }
  })
  return { ...eventType, hosts }
}

export function minutesOf({ start, end }: Interval): number {
  return (end - start) / MINUTE
}

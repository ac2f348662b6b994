import type { BookingLink } from '../../src/core/model/booking-link.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { BookingLinkRow, CalendarRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { eventTypeById } from '../../src/storage/queries/event-type-by-id.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import { type BookableHost, bookableHosts } from './bookable-hosts.ts'
import { isUsedUp } from './link-uses.ts'

/** Everything that stands behind a public address while it can be booked. */
export type Bookable = {
  readonly workspace: Workspace
  readonly link: BookingLink
  readonly eventType: EventType
  /** Minutes; the first of the type's until another one is asked for. */
  readonly duration: number
  /** In the event type's order; the first one gives the page its name. */
  readonly hosts: readonly [BookableHost, ...BookableHost[]]
  /** Those who take over while hosts are away. */
  readonly standIns: readonly BookableHost[]
  /** Of the workspace. */
  readonly calendars: readonly CalendarRow[]
  /** The host's side of every time that is shown. */
  readonly zone: ZoneName
}

/** What time and bookings say of a link: not expired, not used up. */
export async function isOpen(db: PostgresReadHandle, link: BookingLinkRow, now: Instant): Promise<boolean> {
  return (link.data.expiresAt ?? Infinity) > now && !(await isUsedUp(db, link))
}

/** What the documents say of it. */
export async function bookableOfLink(
  db: PostgresReadHandle,
  link: BookingLinkRow,
  now: Instant,
): Promise<Bookable | undefined> {
  if (!link.active) return undefined
  const { workspace: id, eventType: eventTypeId, owner } = link
  const eventType = await eventTypeById(db, { workspace: id, id: eventTypeId, owner })
  const workspace = await workspaceById(db, id)
  const duration = eventType?.data.durations[0]
  if (!workspace || !eventType || eventType.status !== 'active' || duration === undefined) return undefined
  const { hosts, ...around } = await bookableHosts(db, eventType, now)
  const [first, ...others] = hosts
  if (!first) return undefined
  const zone = eventType.data.zone ?? first.schedule.zone
  return { workspace, link: link.data, eventType: eventType.data, duration, hosts: [first, ...others], ...around, zone }
}

/** The same for another of the type's durations, in minutes; undefined for one that is not. */
export function ofDuration(bookable: Bookable, duration: number = bookable.duration): Bookable | undefined {
  return bookable.eventType.durations.includes(duration) ? { ...bookable, duration } : undefined
}

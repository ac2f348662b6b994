import { parseDocumentName } from '../../src/core/document/document-name.ts'
import type { BookingLink } from '../../src/core/model/booking-link.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { CalendarId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Schedule } from '../../src/core/model/schedule.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { EventTypeRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle, ReadHandle } from '../../src/storage/handle.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'
import { eventTypeById } from '../../src/storage/queries/event-type-by-id.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { schedulesOf } from '../../src/storage/queries/schedules-of.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import { linkBySlug } from './link-by-slug.ts'

export type BookableHost = {
  readonly member: Member
  readonly schedule: Schedule
  /** Where bookings of this host are written. */
  readonly calendar: CalendarId
}

/** Everything that stands behind a public address while it can be booked. */
export type Bookable = {
  readonly workspace: Workspace
  readonly link: BookingLink
  readonly eventType: EventType
  /** Minutes. */
  readonly duration: number
  /** In the event type's order; the first one gives the page its name. */
  readonly hosts: readonly [BookableHost, ...BookableHost[]]
  /** The host's side of every time that is shown. */
  readonly zone: ZoneName
}

/**
 * What can be booked at `/book/{slug}/`; undefined for an unknown, inactive, expired or reserved one alike, and where a host
 * who is needed has left, has no schedule, or no calendar that receives bookings.
 */
export async function bookableBySlug(
  db: PostgresReadHandle,
  slug: string,
  now: Instant,
): Promise<Bookable | undefined> {
  const link = await linkBySlug(db, slug)
  if (!link || !link.active || (link.data.expiresAt ?? Infinity) <= now) return undefined
  const { workspace: id, eventType: eventTypeId, owner } = link
  const eventType = await eventTypeById(db, { workspace: id, id: eventTypeId, owner })
  const workspace = await workspaceById(db, id)
  const duration = eventType?.data.durations[0]
  if (!workspace || !eventType || eventType.status !== 'active' || duration === undefined) return undefined
  const [first, ...others] = await hostsOf(db, eventType)
  if (!first) return undefined
  const zone = eventType.data.zone ?? first.schedule.zone
  return { workspace, link: link.data, eventType: eventType.data, duration, hosts: [first, ...others], zone }
}

async function hostsOf(db: ReadHandle, row: EventTypeRow): Promise<BookableHost[]> {
  const { data: eventType, workspace } = row
  const wanted = eventType.hosts.filter(({ member }) => mayOffer(row, member))
  const calendars = await calendarsOf(db, workspace)
  const found: BookableHost[] = []
  for (const { member: id, required } of wanted) {
    const member = await memberById(db, { workspace, id })
    const schedules = await schedulesOf(db, { workspace, member: id })
    const schedule = schedules.find((own) => own.id === eventType.schedule) ?? schedules[0]
    const calendar = calendars.find((own) => own.owner === id && own.receivesBookings && !own.archived)
    const ready = member !== undefined && !member.ended && schedule !== undefined && calendar !== undefined
    if (ready) found.push({ member, schedule: schedule.data, calendar: calendar.id })
    else if (required || eventType.category === 'collective') return []
  }
  return found
}

// A member's own document is theirs to write: it may offer their time, and nobody else's.
function mayOffer({ document }: EventTypeRow, member: MemberId): boolean {
  const place = parseDocumentName(document)
  return place?.kind === 'team' || (place?.kind === 'member' && place.member === member)
}

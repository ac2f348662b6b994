import { and, eq, inArray } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Slug, Workspace } from '../../src/core/model/workspace.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { eventTypeById } from '../../src/storage/queries/event-type-by-id.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import type { booking } from '../database/schema.ts'

type BookingRow = typeof booking.$inferSelect

/** Of what type a booking is, and whose. */
export type BookingPlace = {
  readonly eventType: EventType
  readonly slug: Slug
  /** `host` of its row first. */
  readonly hosts: readonly [Member, ...Member[]]
  readonly workspace: Workspace
}

/** undefined where its type, its workspace or all of its hosts are not there any more. */
export async function bookingPlace(
  db: PostgresReadHandle,
  row: BookingRow,
  { hosts: own }: Appointment,
): Promise<BookingPlace | undefined> {
  const { workspace: id, eventType: eventTypeId, link, host } = row
  const typed = await eventTypeById(db, { workspace: id, id: eventTypeId, owner: host })
  const eventType = typed ?? (await eventTypeById(db, { workspace: id, id: eventTypeId }))
  const workspace = await workspaceById(db, id)
  const [first, ...others] = await membersOf(db, row, [host, ...(row.hosts ?? own)])
  if (!eventType || !workspace || !first) return undefined
  const { bookingLink } = db.tables
  const [booked] = await db
    .select({ link: bookingLink.data })
    .from(bookingLink)
    .where(and(eq(bookingLink.workspace, id), eq(bookingLink.id, link)))
  const slug = booked?.link.slug ?? eventType.data.slug
  return { eventType: eventType.data, slug, workspace, hosts: [first, ...others] }
}

async function membersOf(db: PostgresReadHandle, row: BookingRow, wanted: readonly MemberId[]): Promise<Member[]> {
  const { member } = db.tables
  const ids = [...new Set(wanted)]
  const found = await db
    .select()
    .from(member)
    .where(and(eq(member.workspace, row.workspace), inArray(member.id, ids)))
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? [])
}

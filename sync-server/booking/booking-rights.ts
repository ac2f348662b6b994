import { and, eq, inArray, or } from 'drizzle-orm'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import type { ManagedBooking } from './managed-booking.ts'

/** `see`: what became of it and who did what; `manage`: everything a host may do. */
export type BookingRight = 'none' | 'see' | 'manage'

/**
 * What a member may do with a booking: its hosts, and owners, admins and managers of the workspace, everything; others what their
 * share of a calendar in which it stands allows.
 */
export async function bookingRight(
  db: PostgresReadHandle,
  { row, appointments, hosts }: ManagedBooking,
  by: MemberId,
): Promise<BookingRight> {
  const { workspace } = row
  const member = await memberById(db, { workspace, id: by })
  if (!member || member.ended) return 'none'
  if (member.role !== 'staff' || hosts.some(({ id }) => id === by)) return 'manage'
  const { calendarOwner: o, calendarShare: s } = db.tables
  const calendars = appointments.map(({ calendar }) => calendar)
  const found = await db
    .select({ owner: o.owner, permission: s.permission })
    .from(o)
    .leftJoin(s, and(eq(s.workspace, o.workspace), eq(s.calendar, o.calendar), eq(s.member, by)))
    .where(and(eq(o.workspace, workspace), inArray(o.calendar, calendars), or(eq(o.owner, by), eq(s.member, by))))
  const given = found.map(({ owner, permission }) => (owner === by ? 'admin' : permission))
  if (given.some((permission) => permission === 'admin' || permission === 'write')) return 'manage'
  return given.includes('read') ? 'see' : 'none'
}

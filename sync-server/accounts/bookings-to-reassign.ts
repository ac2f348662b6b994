import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { BookingToReassign } from '../../src/core/contract/server.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'

const MOST = 1_000

/** C17: what somebody has as a host and is still to come, the earliest first; at most 1,000. */
export async function bookingsToReassign(
  db: PostgresReadHandle,
  { workspace, member }: { readonly workspace: WorkspaceId; readonly member: MemberId },
  now: Instant,
): Promise<BookingToReassign[]> {
  const isHost = or(eq(booking.host, member), sql`${booking.hosts} @> ${JSON.stringify([member])}::jsonb`)
  const stands = inArray(booking.status, ['pending', 'confirmed'])
  const rows = await db
    .select()
    .from(booking)
    .where(and(eq(booking.workspace, workspace), gt(booking.ends, now), stands, isHost))
    .orderBy(asc(booking.starts), asc(booking.id))
    .limit(MOST)
  return rows.map(({ id, appointment, starts, ends }) => {
    return { booking: id, appointment, startsAt: instant(starts), endsAt: instant(ends) }
  })
}

import { and, count, eq, ne, sql } from 'drizzle-orm'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'

/** Whether a link has been booked as often as it is good for. What was cancelled does not count: it can be booked again. */
export async function isUsedUp(db: PostgresReadHandle, { id, workspace, data }: BookingLinkRow): Promise<boolean> {
  if (data.uses === undefined) return false
  const [row] = await db
    .select({ used: count() })
    .from(booking)
    .where(and(eq(booking.workspace, workspace), eq(booking.link, id), ne(booking.status, 'cancelled')))
  return (row?.used ?? 0) >= data.uses
}

/** Until the transaction ends nobody else uses the link up. Before the locks of hosts; nothing to do where uses are not counted. */
export async function lockUses(tx: PostgresHandle, { id, workspace, data }: BookingLinkRow): Promise<void> {
  if (data.uses === undefined) return
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dayloom.link ${workspace} ${id}`}, 0))`)
}

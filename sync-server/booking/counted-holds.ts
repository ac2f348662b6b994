import { and, eq, gt, gte, lt, ne } from 'drizzle-orm'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { HoldId, WorkspaceId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { hold } from '../database/schema.ts'
import { hasSharedLimits } from './counted-bookings.ts'

type HoldsQuery = {
  readonly workspace: WorkspaceId
  readonly eventType: EventType
  readonly counted: Interval
  readonly now: Instant
  /** Of who asks. */
  readonly hold?: HoldId | undefined
}

/** S9, C3: what is held of a type counts in its limits as if it were booked; whose it will be is not known. */
export async function countedHolds(
  db: PostgresReadHandle,
  { workspace, eventType, counted, now, hold: own }: HoldsQuery,
): Promise<Interval[]> {
  if (!hasSharedLimits(eventType)) return []
  const rows = await db
    .select({ starts: hold.starts, ends: hold.ends })
    .from(hold)
    .where(
      and(
        eq(hold.workspace, workspace),
        eq(hold.eventType, eventType.id),
        gt(hold.expiresAt, now),
        gte(hold.starts, counted.start),
        lt(hold.starts, counted.end),
        own === undefined ? undefined : ne(hold.id, own),
      ),
    )
  return rows.map(({ starts, ends }) => ({ start: instant(starts), end: instant(ends) }))
}

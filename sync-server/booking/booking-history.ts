import { and, eq, gte, ne } from 'drizzle-orm'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { DAY, type Instant, instant } from '../../src/core/model/instant.ts'
import type { HostsQuestion } from '../../src/core/scheduling/choose-hosts.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'

/** How far back bookings are shared out fairly: what was longer ago is nobody's debt. */
export const HISTORY = 90 * DAY

type Asked = { readonly workspace: WorkspaceId; readonly eventType: EventType; readonly now: Instant }

/** Who took the bookings of a type lately, and since when those share in them who came meanwhile (S11). */
export async function bookingHistory(
  db: PostgresReadHandle,
  { workspace, eventType, now }: Asked,
): Promise<Pick<HostsQuestion, 'history' | 'joinedAt'>> {
  const since = now - HISTORY
  const { host, hosts, among, starts, createdAt } = booking
  const rows = await db
    .select({ host, hosts, among, starts, createdAt })
    .from(booking)
    .where(
      and(
        eq(booking.workspace, workspace),
        eq(booking.eventType, eventType.id),
        // What was made since then starts since then, and for that there is an index.
        gte(starts, since),
        gte(createdAt, since),
        ne(booking.status, 'cancelled'),
      ),
    )
    .orderBy(createdAt, booking.id)
  const history = rows.flatMap((row) =>
    (row.hosts ?? [row.host]).map((member) => ({
      host: member,
      startsAt: instant(row.starts),
      bookedAt: instant(row.createdAt),
    })),
  )
  const joined = eventType.hosts.flatMap(({ member }) => {
    const at = joinedAt(member, rows, now)
    return at === undefined ? [] : [[member, at] as const]
  })
  return { history, joinedAt: new Map(joined) }
}

type Row = { readonly among: readonly MemberId[] | null; readonly createdAt: number }

/** When the first booking was made that was shared out among others and them; undefined: there from the beginning. */
function joinedAt(member: MemberId, rows: readonly Row[], now: Instant): Instant | undefined {
  const first = rows.findIndex(({ among }) => among === null || among.includes(member))
  if (first === 0 || rows.length === 0) return undefined
  return instant(rows[first]?.createdAt ?? now)
}

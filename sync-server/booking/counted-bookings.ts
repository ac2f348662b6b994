import { and, eq, gte, inArray, isNull, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { BookingId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant, type Interval } from '../../src/core/model/instant.ts'
import type { Offer } from '../../src/core/scheduling/offer.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'

export type CountedQuery = {
  readonly workspace: WorkspaceId
  readonly eventType: EventType
  readonly counted: Interval
  /** Undefined: nobody yet. */
  readonly booker: string | undefined
  /** Bookings that stand there now, wherever they were when they were made. */
  readonly standing: readonly BookingId[]
  /** One that is to be moved. */
  readonly without?: BookingId | undefined
}

/** S9: what limits of the type and of one who books count, as it stands in the calendars now. */
export async function countedBookings(
  db: PostgresReadHandle,
  { workspace, eventType, counted, booker, standing, without }: CountedQuery,
): Promise<NonNullable<Offer['booked']>> {
  if (!hasSharedLimits(eventType)) return { ofType: [], ofBooker: [] }
  const { appointment: a } = db.tables
  const time = sql<Appointment['time'] | null>`${a.data} -> 'time'`
  const rows = await db
    .select({ email: booking.email, starts: booking.starts, ends: booking.ends, time })
    .from(booking)
    .leftJoin(a, and(eq(a.document, booking.document), eq(a.id, booking.appointment)))
    .where(
      and(
        eq(booking.workspace, workspace),
        eq(booking.eventType, eventType.id),
        ne(booking.status, 'cancelled'),
        without === undefined ? undefined : ne(booking.id, without),
        or(isNull(a.id), and(eq(a.deleted, false), notInArray(a.status, ['cancelled', 'no-show']))),
        or(within(counted), standing.length === 0 ? undefined : inArray(booking.id, [...standing])),
      ),
    )
  const ofType = rows.map(({ time: now, starts, ends, email }) => ({
    email: email.toLowerCase(),
    start: now?.kind === 'timed' ? now.startsAt : instant(starts),
    end: now?.kind === 'timed' ? now.endsAt : instant(ends),
  }))
  const ofBooker = ofType.filter(({ email }) => email === booker?.toLowerCase())
  return { ofType, ofBooker }
}

/** Whether it has limits that are not one host's own. */
export function hasSharedLimits({ limits }: EventType): boolean {
  return limits.some(({ of }) => of !== 'host')
}

function within({ start, end }: Interval): SQL | undefined {
  return and(gte(booking.starts, start), lt(booking.starts, end))
}

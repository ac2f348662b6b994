import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Buffers } from '../../src/core/model/event-type.ts'
import type { BookingId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { booking, claim } from '../database/schema.ts'

export type Claim = typeof claim.$inferSelect
export type ClaimsWithin = {
  readonly standing: Claim[]
  /** Their appointment was cancelled, removed or moved, and their booking with it: they hold nobody's time any more. */
  readonly void: Claim[]
}

export type ClaimsQuery = {
  readonly workspace: WorkspaceId
  readonly members: readonly MemberId[]
  readonly span: Interval
  readonly now: Instant
}

// A claim's time holds the minutes before and after, and not those that have to lie between it and others.
const MOST_BETWEEN = DAY

/**
 * The claims that touch the span and have not expired. One counts as long as its appointment stands where it was booked, or its
 * booking does: what a desk wrote is stored only when all of its batch is settled.
 */
export async function claimsWithin(db: PostgresReadHandle, query: ClaimsQuery): Promise<ClaimsWithin> {
  const claims = [...Map.groupBy(await rowsWithin(db, query), (row) => row.claim.id).values()]
  const doubtful = claims.filter((same) => !same.some(standsByEntry)).flat()
  const bookings = await bookingsOf(db, query.workspace, doubtful)
  const answer: ClaimsWithin = { standing: [], void: [] }
  for (const same of claims) {
    const [first] = same
    const standing = same.find(standsByEntry) ?? same.find((row) => standsByBooking(row, bookings))
    if (standing) answer.standing.push({ ...standing.claim, buffers: standing.buffers })
    else if (first) answer.void.push(first.claim)
  }
  return answer
}

async function rowsWithin(
  db: PostgresReadHandle,
  { workspace, members, span, now }: ClaimsQuery,
): Promise<readonly Row[]> {
  const { appointment } = db.tables
  const { status, deleted } = appointment
  const time = sql<Appointment['time'] | null>`${appointment.data} -> 'time'`
  // What claims did not say themselves at first.
  const buffers = sql<Buffers | null>`coalesce(${claim.buffers}, ${appointment.data} -> 'buffers')`
  return db
    .select({ claim, known: appointment.id, status, deleted, time, buffers })
    .from(claim)
    .leftJoin(appointment, and(eq(appointment.workspace, claim.workspace), eq(appointment.id, claim.appointment)))
    .where(
      and(
        eq(claim.workspace, workspace),
        inArray(claim.host, [...members]),
        lt(claim.starts, span.end + MOST_BETWEEN),
        gt(claim.ends, span.start - MOST_BETWEEN),
        or(isNull(claim.expiresAt), gt(claim.expiresAt, now)),
      ),
    )
    .orderBy(claim.starts, claim.id)
}

type Row = {
  readonly claim: Claim
  readonly known: string | null
  readonly status: Appointment['status'] | null
  readonly deleted: boolean | null
  readonly time: Appointment['time'] | null
  readonly buffers: Buffers | null
}

function standsByEntry({ known, time, status, deleted, ...row }: Row): boolean {
  if (known === null) return true
  if (deleted === true || isOff(status) || time?.kind !== 'timed') return false
  return isClaimed(row, { start: time.startsAt, end: time.endsAt })
}

type Standing = Pick<typeof booking.$inferSelect, 'id' | 'status' | 'starts' | 'ends'>

async function bookingsOf(
  db: PostgresReadHandle,
  workspace: WorkspaceId,
  rows: readonly Row[],
): Promise<Map<BookingId, Standing>> {
  const ids = rows.flatMap((row) => row.claim.booking ?? [])
  if (ids.length === 0) return new Map()
  const { id, status, starts, ends } = booking
  const found = await db
    .select({ id, status, starts, ends })
    .from(booking)
    .where(and(eq(booking.workspace, workspace), inArray(booking.id, ids)))
  return new Map(found.map((one) => [one.id, one]))
}

function standsByBooking(row: Row, bookings: ReadonlyMap<BookingId, Standing>): boolean {
  const of = row.claim.booking && bookings.get(row.claim.booking)
  return !!of && !isOff(of.status) && isClaimed(row, { start: of.starts, end: of.ends })
}

function isOff(status: Appointment['status'] | null): boolean {
  return status === 'cancelled' || status === 'no-show'
}

function isClaimed(
  { claim: taken, buffers }: Pick<Row, 'claim' | 'buffers'>,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const { before, after } = buffers ?? { before: 0, after: 0 }
  return start - before * MINUTE === taken.starts && end + after * MINUTE === taken.ends
}

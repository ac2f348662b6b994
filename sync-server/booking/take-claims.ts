import { and, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Buffers } from '../../src/core/model/event-type.ts'
import type { AppointmentId, BookingId, HoldId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { type Instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { claim } from '../database/schema.ts'
import { type ClaimsQuery, claimsWithin } from './claims-within.ts'

export type NewClaim = { readonly id: string; readonly host: MemberId; readonly appointment?: AppointmentId }
type Taking = {
  readonly workspace: WorkspaceId
  /** Without the buffers. */
  readonly time: Interval
  readonly buffers: Buffers
  readonly claims: readonly NewClaim[]
  readonly now: Instant
} & ({ readonly booking: BookingId } | { readonly hold: HoldId; readonly expiresAt: Instant })

/**
 * Takes the time of every host, or of none: false where the database knows better than all checks before (C1). The
 * exclusion constraint has the last word without ending the transaction.
 */
export async function takeClaims(tx: PostgresHandle, { time, claims, now, ...of }: Taking): Promise<boolean> {
  const rows = claims.map((taken) => ({
    ...of,
    ...taken,
    starts: time.start - of.buffers.before * MINUTE,
    ends: time.end + of.buffers.after * MINUTE,
    kind: 'hold' in of ? ('hold' as const) : ('booking' as const),
    createdAt: now,
  }))
  const made = await tx.insert(claim).values(rows).onConflictDoNothing().returning({ id: claim.id })
  if (made.length === rows.length) return true
  const ids = made.map(({ id }) => id)
  if (ids.length > 0) await tx.delete(claim).where(inArray(claim.id, ids))
  return false
}

/** The time of a booking is free for others (C9). */
export async function releaseClaims(tx: PostgresHandle, booking: BookingId): Promise<void> {
  await tx.delete(claim).where(eq(claim.booking, booking))
}

/** Removes what stands in the way only in the table: expired holds, and claims whose appointment no longer stands there. */
export async function clearClaims(tx: PostgresHandle, query: ClaimsQuery): Promise<void> {
  const stale = (await claimsWithin(tx, query)).void.map(({ id }) => id)
  const isVoid = stale.length === 0 ? sql`false` : inArray(claim.id, stale)
  await tx
    .delete(claim)
    .where(
      and(
        eq(claim.workspace, query.workspace),
        inArray(claim.host, [...query.members]),
        or(lte(claim.expiresAt, query.now), isVoid),
      ),
    )
}

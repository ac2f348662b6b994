import { and, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { AppointmentId, BookingId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { claim } from '../database/schema.ts'
import type { HostQuery } from './blocking-occurrences.ts'
import { claimsWithin } from './claims-within.ts'

export type NewClaim = { readonly id: string; readonly host: MemberId; readonly appointment: AppointmentId }
type Taking = {
  readonly workspace: WorkspaceId
  readonly booking: BookingId
  /** Buffers included. */
  readonly time: Interval
  readonly claims: readonly NewClaim[]
  readonly now: Instant
}

/**
 * Takes the time of every host, or of none: false where the database knows better than all checks before (C1). The
 * exclusion constraint has the last word without ending the transaction.
 */
export async function takeClaims(tx: PostgresHandle, { time, claims, now, ...of }: Taking): Promise<boolean> {
  const rows = claims.map((taken) => ({
    ...of,
    ...taken,
    starts: time.start,
    ends: time.end,
    kind: 'booking' as const,
    createdAt: now,
  }))
  const made = await tx.insert(claim).values(rows).onConflictDoNothing().returning({ id: claim.id })
  if (made.length === rows.length) return true
  await releaseClaims(tx, of.booking)
  return false
}

/** The time of a booking is free for others (C9). */
export async function releaseClaims(tx: PostgresHandle, booking: BookingId): Promise<void> {
  await tx.delete(claim).where(eq(claim.booking, booking))
}

/** Removes what stands in the way only in the table: expired holds, and claims whose appointment no longer stands there. */
export async function clearClaims(tx: PostgresHandle, query: HostQuery & { readonly now: Instant }): Promise<void> {
  const members = query.hosts.map(({ member }): MemberId => member)
  const stale = (await claimsWithin(tx, query)).void.map(({ id }) => id)
  const isVoid = stale.length === 0 ? sql`false` : inArray(claim.id, stale)
  await tx
    .delete(claim)
    .where(
      and(
        eq(claim.workspace, query.workspace),
        inArray(claim.host, members),
        or(lte(claim.expiresAt, query.now), isVoid),
      ),
    )
}

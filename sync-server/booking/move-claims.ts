import { and, eq, inArray } from 'drizzle-orm'
import type { AppointmentId, BookingId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Buffers } from '../../src/core/model/event-type.ts'
import { instant, type Instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { claim } from '../database/schema.ts'

type Claim = typeof claim.$inferSelect
type Row = typeof claim.$inferInsert

export type ClaimedTime = {
  readonly workspace: WorkspaceId
  readonly booking: BookingId
  readonly hosts: readonly { readonly member: MemberId; readonly appointment: AppointmentId }[]
  /** Without the buffers. */
  readonly time: Interval
  readonly buffers: Buffers
  readonly now: Instant
}

/**
 * C10: takes another time for a booking in place of everything it has, what a proposal holds included. False where the
 * database knows better than all checks before (C1): then it has what it had.
 */
export async function moveClaims(tx: PostgresHandle, wanted: ClaimedTime, newId: () => string): Promise<boolean> {
  const { workspace, booking, hosts, buffers, now } = wanted
  const before = await tx.delete(claim).where(eq(claim.booking, booking)).returning()
  const { start: starts, end: ends } = withBuffers(wanted)
  const rows = hosts.map(({ member: host, appointment }): Row => {
    const of = { workspace, booking, host, appointment, buffers, kind: 'booking', createdAt: now } as const
    return Object.assign({ id: newId(), starts, ends }, of)
  })
  if (await addClaims(tx, rows)) return true
  // Who waited for the old time waits still: until this ends nobody can have taken it.
  if (before.length > 0) await tx.insert(claim).values(before)
  return false
}

/**
 * C10: holds the time that a host proposes, beside the one that the booking has. Where the two overlap one is held already: two
 * exclusive claims of one host never do (C1).
 */
export async function holdProposed(
  tx: PostgresHandle,
  wanted: ClaimedTime & { readonly expiresAt: Instant },
  newId: () => string,
): Promise<boolean> {
  const { workspace, booking, hosts, buffers, expiresAt, now } = wanted
  const before = await releaseProposed(tx, booking)
  const own = await tx.select().from(claim).where(eq(claim.booking, booking))
  const whole = withBuffers(wanted)
  const rows = hosts.flatMap(({ member: host }) => {
    const taken = own.find((one) => one.host === host)
    const pieces = taken ? without(whole, taken) : [whole]
    return pieces.map(({ start: starts, end: ends }): Row => {
      const isWhole = starts === whole.start && ends === whole.end
      const of = { workspace, booking, host, kind: 'hold', expiresAt, createdAt: now } as const
      return Object.assign({ id: newId(), starts, ends, buffers: isWhole ? buffers : null }, of)
    })
  })
  if (rows.length === 0 || (await addClaims(tx, rows))) return true
  if (before.length > 0) await tx.insert(claim).values(before)
  return false
}

/** What a proposal of this booking holds is free again; the answer is what it was. */
export async function releaseProposed(tx: PostgresHandle, booking: BookingId): Promise<Claim[]> {
  return tx
    .delete(claim)
    .where(and(eq(claim.booking, booking), eq(claim.kind, 'hold')))
    .returning()
}

async function addClaims(tx: PostgresHandle, rows: readonly Row[]): Promise<boolean> {
  const made = await tx
    .insert(claim)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: claim.id })
  if (made.length === rows.length) return true
  const ids = made.map(({ id }) => id)
  if (ids.length > 0) await tx.delete(claim).where(inArray(claim.id, ids))
  return false
}

function withBuffers({ time, buffers }: Pick<ClaimedTime, 'time' | 'buffers'>): Interval {
  return {
    start: instant(time.start - buffers.before * MINUTE),
    end: instant(time.end + buffers.after * MINUTE),
  }
}

function without(whole: Interval, { starts, ends }: { starts: number; ends: number }): Interval[] {
  if (ends <= whole.start || starts >= whole.end) return [whole]
  const pieces = [
    { start: whole.start, end: instant(starts) },
    { start: instant(ends), end: whole.end },
  ]
  return pieces.filter(({ start, end }) => start < end)
}

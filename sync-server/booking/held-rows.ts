import { eq } from 'drizzle-orm'
import { HoldId } from '../../src/core/model/ids.ts'
import { type Instant, instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { claim, hold } from '../database/schema.ts'
import type { Claim } from './claims-within.ts'
import type { HeldTime } from './hold-outcome.ts'
import { renewedUntil } from './hold-times.ts'

export type HoldRow = typeof hold.$inferSelect

/** The hold that `id` names, whatever it says; until the transaction ends nobody else renews, books or ends it. */
export async function lockHold(tx: PostgresHandle, id: string | undefined): Promise<HoldRow | undefined> {
  const named = HoldId.safeParse(id)
  if (!named.success) return undefined
  const [row] = await tx.select().from(hold).where(eq(hold.id, named.data)).for('update')
  return row
}

/** Keeps it longer; undefined where it has expired, by the clock of whichever server has looked. */
export async function extendHold(tx: PostgresHandle, row: HoldRow, now: Instant): Promise<HeldTime | undefined> {
  if (row.expiresAt <= now) return undefined
  const expiresAt = renewedUntil(now, row.latestAt)
  const claims = await tx.update(claim).set({ expiresAt }).where(eq(claim.hold, row.id)).returning({ id: claim.id })
  if (claims.length < row.hosts.length) {
    await endHold(tx, row.id)
    return undefined
  }
  await tx.update(hold).set({ expiresAt }).where(eq(hold.id, row.id))
  return heldTime({ ...row, expiresAt })
}

export type EndedHold = { readonly rows: readonly HoldRow[]; readonly claims: readonly Claim[] }

/** What it held is free. */
export async function endHold(tx: PostgresHandle, id: HoldId): Promise<EndedHold> {
  const claims = await tx.delete(claim).where(eq(claim.hold, id)).returning()
  return { rows: await tx.delete(hold).where(eq(hold.id, id)).returning(), claims }
}

/** As it was: for what was to come in its place and did not. Only in the transaction that ended it. */
export async function restoreHold(tx: PostgresHandle, { rows, claims }: EndedHold): Promise<void> {
  if (rows.length > 0) await tx.insert(hold).values([...rows])
  if (claims.length > 0) await tx.insert(claim).values([...claims])
}

export function heldTime({ id, starts, ends, expiresAt }: HoldRow): HeldTime {
  return { id, start: instant(starts), end: instant(ends), expiresAt: instant(expiresAt) }
}

import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { BookingLinkId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { hold } from '../database/schema.ts'
import type { HoldRow } from './held-rows.ts'
import type { TooManyHolds } from './hold-outcome.ts'
import { MOST_HOLDS } from './hold-times.ts'

/** Until the transaction ends nobody of this address takes another hold. Before all other locks. */
export async function lockAddress(tx: PostgresHandle, address: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dayloom.holds ${address}`}, 0))`)
}

type Asking = {
  readonly address: string
  readonly link: BookingLinkId
  readonly now: Instant
  /** The one that is given up for the new one. */
  readonly earlier: HoldRow | undefined
}

/** C3: whether an address has as many holds as it may, of all links and of this one, and how long until one of them ends. */
export async function tooManyHolds(
  tx: PostgresHandle,
  { address, link, now, earlier }: Asking,
): Promise<TooManyHolds | undefined> {
  const others = earlier && ne(hold.id, earlier.id)
  const standing = await tx
    .select({ link: hold.link, expiresAt: hold.expiresAt })
    .from(hold)
    .where(and(eq(hold.address, address), gt(hold.expiresAt, now), others))
  const ofLink = standing.filter((one) => one.link === link)
  const counted = ofLink.length >= MOST_HOLDS.perLink ? ofLink : standing
  const most = counted === ofLink ? MOST_HOLDS.perLink : MOST_HOLDS.perAddress
  if (counted.length < most) return undefined
  const next = Math.min(...counted.map(({ expiresAt }) => expiresAt))
  return { status: 429, code: 'too-many-holds', retryAfterMs: next - now }
}

import type { HoldId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { lockSlot, lostSlot, offerForSlot } from './asked-slot.ts'
import { assignHosts } from './assign-hosts.ts'
import { unconfine } from '../safety/confine.ts'
import { ofDuration } from './bookable.ts'
import { endHold, extendHold, lockHold, restoreHold } from './held-rows.ts'
import { lockAddress, tooManyHolds } from './hold-caps.ts'
import type { HoldDeps, HoldOutcome } from './hold-outcome.ts'
import { REMEMBERED } from './hold-times.ts'
import { type AskedHold, isOnThisTime, writeHold } from './write-hold.ts'

export type TakeHold = {
  readonly slug: string
  readonly start: Instant
  /** Minutes; the first of the type's where absent. */
  readonly duration?: number | undefined
  /** In which alternatives are told. */
  readonly zone: ZoneName
  /** Whose it counts as: `clientKey` of the request. */
  readonly address: string
  /** The id of an earlier hold of theirs, as it came in: renewed where it is on this time, else given up for this one. */
  readonly hold?: string | undefined
}

/** C3: keeps a time for ten minutes, in one transaction or not at all. Where it cannot be had an earlier hold stands. */
export async function takeHold(deps: HoldDeps, wish: TakeHold): Promise<HoldOutcome> {
  return deps.serverTransaction(async ({ tx }) => {
    const now = deps.now()
    await lockAddress(tx, wish.address)
    const earlier = await lockHold(tx, wish.hold)
    const found = await deps.bookables.bySlug(tx, wish.slug, now)
    if (!found) return { status: 404 }
    const bookable = ofDuration(found.bookable, wish.duration)
    if (!bookable) return { status: 400, code: 'invalid-request', fields: { duration: 'unknown' } }
    const { start, zone, address } = wish
    const asked = { bookable, start, zone, now, address, earlier, hold: earlier?.id }
    return (
      (await heldAlready(tx, asked)) ??
      (await tooManyHolds(tx, { ...asked, link: bookable.link.id })) ??
      take(tx, asked, deps)
    )
  })
}

/** Renewed, where it is the same time; once it was theirs for as long as may be, it is for others. */
async function heldAlready(tx: PostgresHandle, asked: AskedHold): Promise<HoldOutcome | undefined> {
  const { earlier, now } = asked
  if (!earlier || !isOnThisTime(earlier, asked)) return undefined
  const held = await extendHold(tx, earlier, now)
  if (held) return { status: 201, ...held }
  if (now < earlier.latestAt) return undefined
  return { status: 429, code: 'too-many-holds', retryAfterMs: Math.max(earlier.latestAt + REMEMBERED - now, 0) }
}

async function take(tx: PostgresHandle, asked: AskedHold, deps: HoldDeps): Promise<HoldOutcome> {
  const { bookable, start, now, earlier } = asked
  const asking = { db: tx, busyBook: deps.busyBook, inTransaction: true }
  const isNear = earlier?.workspace === bookable.workspace.id
  await lockSlot(tx, asked, isNear ? earlier.hosts : [])
  const offer = await offerForSlot(asking, asked)
  if (!isOffered(offer, start, now)) return lostSlot(asking, asked, offer)
  const hosts = await assignHosts(tx, { bookable, offer, start, now })
  const before = isNear ? await endHold(tx, earlier.id) : undefined
  const made = await writeHold(tx, { asked, hosts: hosts.map(({ member }) => member) }, deps)
  if (!made) {
    if (before) await restoreHold(tx, before)
    return lostSlot(asking, asked, offer)
  }
  if (earlier && !isNear) await endElsewhere(tx, earlier.id)
  return { status: 201, ...made }
}

/** Of another workspace, which a transaction that has locked hosts does not see. */
async function endElsewhere(tx: PostgresHandle, earlier: HoldId): Promise<void> {
  await unconfine(tx)
  await endHold(tx, earlier)
}

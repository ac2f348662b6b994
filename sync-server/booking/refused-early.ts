import type { Instant } from '../../src/core/model/instant.ts'
import { alternatives, alternativesRange } from '../../src/core/scheduling/alternatives.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import type { ServerDeps } from '../server-deps.ts'
import { lostSlotOf } from './asked-slot.ts'
import type { LostSlot } from './booking-outcome.ts'
import { bookingKey, readWish } from './booking-request.ts'
import { keepAnswer } from './idempotently.ts'
import { offerOf } from './offer-of.ts'

export type EarlyDeps = Pick<ServerDeps, 'store' | 'busyBook' | 'bookables' | 'now'>
type Request = { readonly slug: string; readonly body: unknown; readonly key: string }

/**
 * C2 without a lock: in one snapshot of what is committed the slot is not to be had, and nothing is known under the key (C4).
 * That was so at a moment between question and answer, whatever comes after. undefined: it takes the whole way to tell.
 */
export async function refusedEarly(deps: EarlyDeps, request: Request): Promise<LostSlot | undefined> {
  try {
    return await deps.store.tx((tx) => lostIn(tx, request, { ...deps, at: deps.now() }), {
      isolationLevel: 'repeatable read',
    })
  } catch (error) {
    // Its twin has just been answered.
    if (error instanceof StorageError && error.reason === 'conflict') return undefined
    throw error
  }
}

async function lostIn(
  tx: PostgresHandle,
  { slug, body, key }: Request,
  { busyBook, bookables, at: now }: EarlyDeps & { readonly at: Instant },
): Promise<LostSlot | undefined> {
  const found = await bookables.bySlug(tx, slug, now)
  const read = found && readWish(body, found.bookable.eventType)
  if (!read || 'problem' in read) return undefined
  const { start, zone, email: booker, duration } = read.wish
  const bookable = { ...found.bookable, duration }
  // As far as the alternatives are looked for: one question then answers both.
  const range = alternativesRange(duration, start)
  const offer = await offerOf({ db: tx, busyBook }, bookable, { range, now, booker })
  if (isOffered(offer, start, now)) return undefined
  const lost = lostSlotOf({ bookable, start, zone, now }, { offer, alternatives: alternatives(offer, start, now) })
  return (await keepAnswer(tx, { key: bookingKey(found.link, { key, body }), now }, lost)) ? lost : undefined
}

import { z } from 'zod'
import { BookingRequest } from '../../src/core/contract/booking.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { lockSlot, lostSlot, offerForSlot } from './asked-slot.ts'
import { answeredEarly, type EarlyDeps } from './answered-early.ts'
import { assignHosts } from './assign-hosts.ts'
import type { BookingAttempt } from './booking-attempt.ts'
import { type BookingOutcome, KeptOutcome } from './booking-outcome.ts'
import { bookingKey, readWish } from './booking-request.ts'
import { endHold, lockHold, restoreHold } from './held-rows.ts'
import { idempotently } from './idempotently.ts'
import { linkBySlug } from './link-by-slug.ts'
import { lockUses } from './link-uses.ts'
import type { Texts } from './texts.ts'
import { writeBooking } from './write-booking.ts'

export type BookingDeps = Pick<ServerDeps, 'serverTransaction' | 'newId' | 'slotTurns'> &
  EarlyDeps & { readonly texts: Texts }

/**
 * Books a slot, in one transaction or not at all (C5): host lock, the same question that listed the slot (S1), claims, the
 * appointments in the hosts' calendars, booking, audit, mails and what is remembered of the request (C4).
 */
export async function bookSlot(deps: BookingDeps, attempt: BookingAttempt): Promise<BookingOutcome> {
  const wish = Wished.safeParse(attempt.body)
  const work = (): Promise<BookingOutcome> => bookInTransaction(deps, attempt)
  if (!wish.success) return work()
  return deps.slotTurns.after(JSON.stringify([attempt.slug, wish.data.start]), attempt, {
    early: (attempts) => answeredEarly(deps, attempts),
    work,
  })
}

/** What a hold keeps from others is theirs who have it. */
const Wished = z.object({ start: z.string().max(40), hold: z.undefined().optional() })

async function bookInTransaction(deps: BookingDeps, attempt: BookingAttempt): Promise<BookingOutcome> {
  return deps.serverTransaction(async (scope) => {
    const now = deps.now()
    // Whether it is open or not: a repeated request is answered as before even after its link was closed (C4).
    const link = await linkBySlug(scope.tx, attempt.slug)
    if (!link) return { status: 404 }
    const key = bookingKey(link, attempt)
    const outcome = await idempotently(scope.tx, { key, now, kept: KeptOutcome }, () =>
      book(scope, attempt, { ...deps, link, at: now }),
    )
    return outcome === 'reused' ? { status: 422 } : outcome
  })
}

type Reached = { readonly link: BookingLinkRow; readonly at: Instant }

async function book(
  scope: TransactionScope,
  { slug, body, origin }: BookingAttempt,
  deps: BookingDeps & Reached,
): Promise<BookingOutcome> {
  await lockUses(scope.tx, deps.link)
  const found = await deps.bookables.bySlug(scope.tx, slug, deps.at)
  if (!found) return { status: 404 }
  const read = readWish(body, found.bookable.eventType)
  if ('problem' in read) return { status: 400, ...read.problem }
  const { wish } = read
  const bookable = { ...found.bookable, duration: wish.duration }
  const { start, zone, email: booker } = wish
  const hold = await lockHold(scope.tx, holdOf(body))
  const asked = { bookable, start, zone, now: deps.at, booker, hold: hold?.id }
  const asking = { db: scope.tx, busyBook: deps.busyBook, inTransaction: true }
  await lockSlot(scope.tx, asked)
  const offer = await offerForSlot(asking, asked)
  if (!isOffered(offer, start, deps.at)) return lostSlot(asking, asked, offer)
  const hosts = await assignHosts(scope.tx, { bookable, offer, start, now: deps.at })
  const held = hold && (await endHold(scope.tx, hold.id))
  const made = await writeBooking(scope, { bookable, wish, hosts, origin }, deps)
  if (made) return made
  if (held) await restoreHold(scope.tx, held)
  return lostSlot(asking, asked, offer)
}

/** C3: what they hold. One that has ended, or never was, is no matter: the time is theirs if it is still free. */
function holdOf(body: unknown): string | undefined {
  return WithHold.safeParse(body).data?.hold
}

const WithHold = BookingRequest.pick({ hold: true })

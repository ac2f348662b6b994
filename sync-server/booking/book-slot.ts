import type { Instant } from '../../src/core/model/instant.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import { busySpan } from '../../src/core/scheduling/busy-span.ts'
import { isOffered, type Offer } from '../../src/core/scheduling/offered-slots.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { assignHosts } from './assign-hosts.ts'
import { type Bookable, bookableBySlug } from './bookable.ts'
import { type BookingOutcome, KeptOutcome } from './booking-outcome.ts'
import { readWish, requestHash, type Wish } from './booking-request.ts'
import { idempotently } from './idempotently.ts'
import { linkBySlug } from './link-by-slug.ts'
import { lockHosts } from './lock-hosts.ts'
import { offerOf, otherStarts } from './offer-of.ts'
import type { Origin } from './record-audit.ts'
import { clearClaims } from './take-claims.ts'
import type { Texts } from './texts.ts'
import { writeBooking } from './write-booking.ts'

export type BookingDeps = Pick<ServerDeps, 'serverTransaction' | 'now' | 'newId'> & { readonly texts: Texts }

/** A request to book, as it came in. */
export type BookingAttempt = {
  readonly slug: string
  /** Not yet checked. */
  readonly body: unknown
  /** C4: of the invitee's program. */
  readonly key: string
  readonly origin: Origin
}

/**
 * Books a slot, in one transaction or not at all (C5): host lock, the same question that listed the slot (S1), claims, the
 * appointments in the hosts' calendars, booking, audit, mails and what is remembered of the request (C4).
 */
export async function bookSlot(deps: BookingDeps, attempt: BookingAttempt): Promise<BookingOutcome> {
  return deps.serverTransaction(async (scope) => {
    const now = deps.now()
    // Whether it is open or not: a repeated request is answered as before even after its link was closed (C4).
    const link = await linkBySlug(scope.tx, attempt.slug)
    if (!link) return { status: 404 }
    const key = { endpoint: 'book', link: link.id, key: attempt.key, bodyHash: requestHash(attempt.body) }
    const outcome = await idempotently(scope.tx, { key, now, kept: KeptOutcome }, () =>
      book(scope, attempt, { ...deps, at: now }),
    )
    return outcome === 'reused' ? { status: 422 } : outcome
  })
}

type Clock = { readonly at: Instant }

async function book(
  scope: TransactionScope,
  { slug, body, origin }: BookingAttempt,
  deps: BookingDeps & Clock,
): Promise<BookingOutcome> {
  const bookable = await bookableBySlug(scope.tx, slug, deps.at)
  if (!bookable) return { status: 404 }
  const read = readWish(body, bookable.eventType)
  if ('problem' in read) return { status: 400, ...read.problem }
  const { wish } = read
  const offer = await lockedOffer(scope, { bookable, wish, now: deps.at })
  if (!isOffered(offer, wish.start, deps.at)) return lost(scope, { bookable, wish, offer, now: deps.at })
  const hosts = await assignHosts(scope.tx, offer, { start: wish.start, now: deps.at })
  const made = await writeBooking(scope, { bookable, wish, hosts, origin }, deps)
  return made ?? lost(scope, { bookable, wish, offer, now: deps.at })
}

type Asked = { readonly bookable: Bookable; readonly wish: Wish; readonly now: Instant }

// Nobody else books these hosts from here on until the transaction ends; only then does looking tell the truth.
async function lockedOffer({ tx }: TransactionScope, { bookable, wish, now }: Asked): Promise<Offer> {
  const { workspace, hosts, eventType, duration } = bookable
  const range = { start: wish.start, end: instant(wish.start + duration * MINUTE) }
  const zones = hosts.map(({ member, schedule }) => ({ member: member.id, zone: schedule.zone }))
  await lockHosts(
    tx,
    workspace.id,
    zones.map(({ member }) => member),
  )
  const span = busySpan(eventType, duration, range)
  await clearClaims(tx, { workspace: workspace.id, hosts: zones, span, now })
  return offerOf(tx, bookable, { range, now })
}

/** C2: with three others to choose from. */
async function lost(
  { tx }: TransactionScope,
  { bookable, wish, offer, now }: Asked & { readonly offer: Offer },
): Promise<BookingOutcome> {
  const empty = { ...offer, hosts: offer.hosts.map((host) => ({ ...host, busy: [], bookings: [] })) }
  return {
    status: 409,
    code: isOffered(empty, wish.start, now) ? 'slot-taken' : 'slot-not-offered',
    alternatives: await otherStarts(tx, bookable, { wish: wish.start, now }),
    duration: bookable.duration * MINUTE,
    zone: wish.zone,
  }
}

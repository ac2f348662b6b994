import type { Instant } from '../../src/core/model/instant.ts'
import { alternatives, alternativesRange } from '../../src/core/scheduling/alternatives.ts'
import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import type { ServerDeps } from '../server-deps.ts'
import { lostSlotOf } from './asked-slot.ts'
import type { Asking } from './asking.ts'
import type { Bookable } from './bookable.ts'
import type { BookingAttempt } from './booking-attempt.ts'
import { type BookingOutcome, KeptOutcome, type LostSlot } from './booking-outcome.ts'
import { bookingKey, readWish, type Wish } from './booking-request.ts'
import { hasSharedLimits } from './counted-bookings.ts'
import { keepAnswers, type KeptAnswer, knownAnswers, type RequestKey } from './idempotently.ts'
import { offerOf } from './offer-of.ts'

export type EarlyDeps = Pick<ServerDeps, 'store' | 'busyBook' | 'bookables' | 'now'>

/** Answers by attempt. */
type Answers = ReadonlyMap<BookingAttempt, BookingOutcome>

const ATTEMPTS = 3

/**
 * C2 without a lock, for all attempts on one slot at once: in one snapshot of what is committed the slot is not to be had, and
 * nothing is known under their keys; or something is, and they are answered as before (C4). That was so at a moment between
 * question and answer, whatever comes after. Of those left out it takes the whole way to tell. One commit for all.
 */
export async function answeredEarly(deps: EarlyDeps, attempts: readonly BookingAttempt[]): Promise<Answers> {
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    try {
      return await deps.store.tx((tx) => answersIn(tx, attempts, { ...deps, at: deps.now() }), {
        isolationLevel: 'repeatable read',
      })
    } catch (error) {
      // A twin of one of them has just been answered: the next snapshot shows it.
      if (!(error instanceof StorageError) || error.reason !== 'conflict') throw error
    }
  }
  return new Map()
}

type At = EarlyDeps & { readonly at: Instant }
type Keyed = { readonly attempt: BookingAttempt; readonly key: RequestKey }

async function answersIn(tx: PostgresHandle, attempts: readonly BookingAttempt[], deps: At): Promise<Answers> {
  const [first] = attempts
  const found = first && (await deps.bookables.bySlug(tx, first.slug, deps.at))
  if (!found) return new Map()
  const keyed = attempts.map((attempt) => ({ attempt, key: bookingKey(found.link, attempt) }))
  const keys = keyed.map(({ key }) => key)
  const known = await knownAnswers(tx, keys, { now: deps.at, kept: KeptOutcome })
  // Of twins that come together the first one.
  const fresh = [...Map.groupBy(keyed, ({ key }) => key.key)].flatMap(([key, [one]]) =>
    known.has(key) ? [] : (one ?? []),
  )
  const lost = await lostIn(tx, fresh, { ...deps, bookable: found.bookable })
  const kept = await keepAnswers(tx, lost, deps.at)
  for (const { key, answer } of lost) if (kept.has(key.key)) known.set(key.key, { bodyHash: key.bodyHash, answer })
  return new Map(keyed.flatMap(({ attempt, key }) => toldTo(key, known.get(key.key)).map((told) => [attempt, told])))
}

function toldTo({ bodyHash }: RequestKey, known: KeptAnswer<KeptOutcome> | 'ended' | undefined): BookingOutcome[] {
  if (known === undefined || known === 'ended') return []
  return [known.bodyHash === bodyHash ? known.answer : { status: 422 }]
}

/** Those of the attempts whose slot is not to be had, with what they are told. */
async function lostIn(
  tx: PostgresHandle,
  attempts: readonly Keyed[],
  { busyBook, bookable: offered, at: now }: At & { readonly bookable: Bookable },
): Promise<(Keyed & { readonly answer: LostSlot })[]> {
  const asking = { db: tx, busyBook }
  const questions = new Map<string, Promise<Told>>()
  const lost: (Keyed & { readonly answer: LostSlot })[] = []
  for (const one of attempts) {
    const read = readWish(one.attempt.body, offered.eventType)
    if ('problem' in read) continue
    const { wish } = read
    const bookable = { ...offered, duration: wish.duration }
    const question = questionOf(wish, offered)
    const told = questions.get(question) ?? tell(asking, bookable, { wish, now })
    questions.set(question, told)
    const answer = (await told)?.(wish.zone)
    if (answer) lost.push({ ...one, answer })
  }
  return lost
}

/** What decides about an offer, of all that somebody wishes: who they are only where what they have booked counts (S9). */
function questionOf({ start, duration, email }: Wish, { eventType }: Bookable): string {
  return [start, duration, ...(hasSharedLimits(eventType) ? [email.toLowerCase()] : [])].join(' ')
}

/** In the zone of who asks; undefined where the slot can be had. */
type Told = ((zone: ZoneName) => LostSlot) | undefined

async function tell(
  asking: Asking,
  bookable: Bookable,
  { wish, now }: { readonly wish: Wish; readonly now: Instant },
): Promise<Told> {
  const { start, duration, email: booker } = wish
  // As far as the alternatives are looked for: one question then answers both.
  const offer = await offerOf(asking, bookable, { range: alternativesRange(duration, start), now, booker })
  if (isOffered(offer, start, now)) return undefined
  const lost = lostSlotOf(
    { bookable, start, zone: wish.zone, now },
    { offer, alternatives: alternatives(offer, start, now) },
  )
  return (zone) => ({ ...lost, zone })
}

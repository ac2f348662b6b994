import type { EventType } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { freeHosts } from './free-hosts.ts'
import { firstHost } from './offer-host-times.ts'
import type { Offer } from './offer.ts'
import { isOffered } from './offered-slots.ts'
import type { Reason } from './reason.ts'
import { seriesStarts } from './series-starts.ts'
import { whyNot } from './why-not.ts'
import { withBooking } from './with-booking.ts'

export type RecurringWish = {
  readonly start: Instant
  /** More than the type's most are not booked. */
  readonly count: number
  /** Whose time an occurrence will take; absent: of each need that of the first who is free. */
  readonly takers?: (offer: Offer, start: Instant) => readonly MemberId[]
}

export type RecurringStarts = {
  readonly booked: readonly Instant[]
  readonly conflicts: readonly { readonly start: Instant; readonly reasons: readonly Reason[] }[]
  /** Whether as many can be booked as were wished for. */
  readonly complete: boolean
}

// So many occurrences more are tried where conflicting ones are made up for at the end.
const MOST_APPENDED = 366

/**
 * C6: which occurrences of a wish can be booked, by the type's rule and policy: all or nothing (`refuse`), without the conflicting
 * ones (`skip`), or with as many at the end (`append`, within the horizon). Each is checked as if those before it were booked. A
 * type without recurrence has one occurrence.
 */
export function recurringStarts(offer: Offer, wish: RecurringWish, now: Instant): RecurringStarts {
  const { eventType } = offer
  const zone = eventType.zone ?? firstHost(offer)?.schedule.zone
  const starts = zone ? candidates(eventType, { ...wish, zone }) : [wish.start]
  const { booked, conflicts } = tried(offer, { ...wish, starts, wanted: wantedOf(eventType, wish.count) }, now)
  const refused = conflicts.length > 0 && policyOf(eventType) === 'refuse'
  return { booked: refused ? [] : booked, conflicts, complete: !refused && booked.length === wish.count }
}

/** In what range the offer must be good for `recurringStarts`; `zone` is the type's, or the first host's where it has none. */
export function recurringRange(eventType: EventType, wish: RecurringWish & Zoned, duration: number): Interval {
  const last = candidates(eventType, wish).at(-1) ?? wish.start
  return { start: wish.start, end: instant(last + duration * MINUTE) }
}

type Zoned = { readonly zone: ZoneName }

function candidates(eventType: EventType, { start, count, zone }: RecurringWish & Zoned): Instant[] {
  const wanted = wantedOf(eventType, count)
  const more = policyOf(eventType) === 'append' ? MOST_APPENDED : 0
  return eventType.recurrence
    ? seriesStarts({ rule: eventType.recurrence.rule, start, zone, count: wanted + more })
    : [start]
}

function wantedOf({ recurrence }: EventType, count: number): number {
  return Math.min(count, recurrence?.most ?? 1)
}

function policyOf({ recurrence }: EventType): 'refuse' | 'skip' | 'append' {
  return recurrence?.conflicts ?? 'refuse'
}

type Trial = RecurringWish & { readonly starts: readonly Instant[]; readonly wanted: number }

function tried(offer: Offer, { starts, wanted, takers }: Trial, now: Instant): Omit<RecurringStarts, 'complete'> {
  const booked: Instant[] = []
  const conflicts: RecurringStarts['conflicts'][number][] = []
  let rest = offer
  for (const start of starts) {
    if (booked.length === wanted) break
    if (isOffered(rest, start, now)) {
      rest = withBooking(rest, start, takers?.(rest, start) ?? firstFree(rest, start, now))
      booked.push(start)
      continue
    }
    const reasons = whyNot(rest, start, now)
    conflicts.push({ start, reasons })
    // Nothing later lies within it either.
    if (policyOf(offer.eventType) === 'append' && reasons.some(({ kind }) => kind === 'horizon')) break
  }
  return { booked, conflicts }
}

function firstFree(offer: Offer, start: Instant, now: Instant): MemberId[] {
  return freeHosts(offer, start, now).flatMap(({ free }) => free.slice(0, 1).map(({ member }) => member))
}

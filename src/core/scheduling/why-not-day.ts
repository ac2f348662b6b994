import { DAY, instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { WallDate, ZoneName } from '../model/wall.ts'
import { dateAsUtc, firstInstantFrom } from '../time/wall-clock.ts'
import { closedReasons } from './closed-reasons.ts'
import { gapStarts } from './gap-starts.ts'
import { gridStarts } from './grid-starts.ts'
import { needsOf } from './needs.ts'
import type { Offer } from './offer.ts'
import { offeredSlots } from './offered-slots.ts'
import { openedOffer } from './opened-offer.ts'
import type { Reason } from './reason.ts'
import type { SlotQuery } from './open-slots.ts'
import { slotQueryOf } from './slot-query.ts'
import { whyNot } from './why-not.ts'

/** The starts in [from, until) against which the same stands; no reasons: they can be booked. */
export type DayStretch = { readonly from: Instant; readonly until: Instant; readonly reasons: Reason[] }

/**
 * S14: `whyNot` of each start of a whole date of `zone`, in order: those of the grid, and those that follow on something taken (S12).
 * Neighbours with the same reasons are one stretch, which lasts until the next one begins, the last until the date ends. The moment
 * that it tells for notice is its first start's.
 */
export function whyNotDay(offer: Offer, date: WallDate, zone: ZoneName, now: Instant): DayStretch[] {
  const midnight = dateAsUtc(date)
  const day = { start: firstInstantFrom(midnight, zone), end: firstInstantFrom(midnight + DAY, zone) }
  const range = { start: day.start, end: instant(day.end + offer.duration * MINUTE) }
  const query = slotQueryOf(openedOffer(offer), range, now)
  if (!query) return [{ from: day.start, until: day.end, reasons: closedReasons(offer, now) }]

  const offered = new Set(offeredSlots(offer, range, now))
  const starts = startsOf(query, day)
  return stretches(
    starts.map((start) => ({ start, reasons: offered.has(start) ? [] : whyNot(offer, start, now) })),
    day.end,
  )
}

function startsOf(query: SlotQuery, { start, end }: Interval): Instant[] {
  const day = [start, end]
  const onGrid = gridStarts(day, query)
  if (!query.fillGaps) return onGrid
  const all = new Set<number>([...onGrid, ...gapStarts(query, needsOf(query.mode, query.hosts), day)])
  return [...all].toSorted((a, b) => a - b).map(instant)
}

type Judged = { readonly start: Instant; readonly reasons: Reason[] }

function stretches(judged: readonly Judged[], end: Instant): DayStretch[] {
  const firsts = judged.filter(({ reasons }, i) => i === 0 || keyOf(reasons) !== keyOf(judged[i - 1]?.reasons ?? []))
  return firsts.map(({ start, reasons }, i) => ({ from: start, until: firsts[i + 1]?.start ?? end, reasons }))
}

/** Each start has its own moment before which it had to be booked. */
function keyOf(reasons: readonly Reason[]): string {
  return JSON.stringify(reasons, (key, value: unknown) => (key === 'bookBefore' ? undefined : value))
}

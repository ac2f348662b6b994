import type { EventTypeId } from '../../core/model/ids.ts'
import { instant, MINUTE, type Interval } from '../../core/model/instant.ts'
import { ok, type Result } from '../../core/model/result.ts'
import { offeredSlots } from '../../core/scheduling/offered-slots.ts'
import type { Desk } from './desk.ts'
import { offerOf } from './offer-of.ts'

type SlotsAsked = {
  readonly eventType: EventTypeId
  readonly span: Interval
  /** Minutes; the type's first length where absent. */
  readonly duration?: number | undefined
}

/** The slots of an event type within the span: the public page's function, on what this device knows (S1). */
export async function slotsOf(
  desk: Desk,
  { eventType, span, duration }: SlotsAsked,
): Promise<Result<Interval[], 'not-found'>> {
  const now = desk.now()
  const offer = await offerOf(desk, { eventType, duration, range: span, now })
  if (!offer.ok) return offer
  const length = offer.value.duration * MINUTE
  return ok(offeredSlots(offer.value, span, now).map((start) => ({ start, end: instant(start + length) })))
}

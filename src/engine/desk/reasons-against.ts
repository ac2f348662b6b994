import type { DayStretch } from '../../core/contract/availability.ts'
import type { EventTypeId } from '../../core/model/ids.ts'
import { DAY, instant, type Instant } from '../../core/model/instant.ts'
import { ok, type Result } from '../../core/model/result.ts'
import type { WallDate, ZoneName } from '../../core/model/wall.ts'
import type { Reason } from '../../core/scheduling/reason.ts'
import { whyNotDay } from '../../core/scheduling/why-not-day.ts'
import { whyNot } from '../../core/scheduling/why-not.ts'
import { addDays, startOfDay } from '../../core/time/wall-clock.ts'
import type { Desk } from './desk.ts'
import { offerOf } from './offer-of.ts'

type Asked = { readonly eventType: EventTypeId; readonly duration?: number | undefined }

/** S14: everything that stands against a start, on what this device knows. */
export async function reasonsAgainst(
  desk: Desk,
  { start, ...asked }: Asked & { readonly start: Instant },
): Promise<Result<readonly Reason[], 'not-found'>> {
  const now = desk.now()
  // The nearest starts and the hours of the day lie around it.
  const range = { start: instant(start - DAY), end: instant(start + DAY) }
  const offer = await offerOf(desk, { ...asked, range, now })
  return offer.ok ? ok(whyNot(offer.value, start, now)) : offer
}

/** The same for a whole date of `zone`, in order. */
export async function reasonsOfDay(
  desk: Desk,
  { date, zone, ...asked }: Asked & { readonly date: WallDate; readonly zone: ZoneName },
): Promise<Result<readonly DayStretch[], 'not-found'>> {
  const now = desk.now()
  const range = {
    start: instant(startOfDay(date, zone) - DAY),
    end: instant(startOfDay(addDays(date, 1), zone) + DAY),
  }
  const offer = await offerOf(desk, { ...asked, range, now })
  return offer.ok ? ok(whyNotDay(offer.value, date, zone, now)) : offer
}

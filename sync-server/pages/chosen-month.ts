import type { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import type { Asking } from '../booking/asking.ts'
import type { Bookable } from '../booking/bookable.ts'
import { type OfferQuery, openStarts } from '../booking/offer-of.ts'
import { lastStart } from './last-start.ts'
import { firstOpenMonth, type Looking, type OpenMonth, openMonth, shownDate } from './open-month.ts'

export type MonthWish = Omit<OfferQuery, 'range'> & {
  readonly step: { readonly date?: WallDate | undefined; readonly month?: WallDate | undefined }
  readonly zone: ZoneName
  /** Of who waits for it: once it is given up, no further month is looked at (S15). */
  readonly signal: AbortSignal
}

/** The month asked for with its free times, else the first that has any; and the open day, else the first free one. */
export async function chosenMonth(
  asking: Asking,
  bookable: Bookable,
  { step, zone, signal, ...query }: MonthWish,
): Promise<{ readonly month: OpenMonth; readonly selected: WallDate | undefined }> {
  const { now } = query
  const free: Looking['free'] = async (range) => {
    signal.throwIfAborted()
    return openStarts(asking, bookable, { ...query, range })
  }
  const latest = lastStart(bookable.eventType.horizon, bookable.hosts[0].schedule.zone, now)
  const looking = { zone, now, latest, free }
  const wanted = shownDate(step.date ?? step.month, looking)
  const month = wanted === undefined ? await firstOpenMonth(looking) : await openMonth(wanted, looking)
  const [firstFree] = month.days.keys()
  return { month, selected: wanted !== undefined && wanted === step.date ? wanted : firstFree }
}

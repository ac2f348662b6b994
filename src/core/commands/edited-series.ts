import { shiftedOriginal } from '../document/series-frame.ts'
import type { Series } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { ok, type Result } from '../model/result.ts'
import { wallAsUtc } from '../time/wall-clock.ts'
import { checkedSeries } from './checked-series.ts'
import type { MovedSeries, Recurring } from './moved-series.ts'
import { shiftedOverrides } from './shifted-overrides.ts'

/**
 * A series as somebody entered it anew, in place of the one that stands. At another time of day its exceptions go along,
 * each staying on its date; on other dates those whose occurrence is gone say nothing any more.
 */
export function editedSeries(current: Recurring, entered: Series): Result<MovedSeries, 'invalid-rule'> {
  const checked = checkedSeries(entered)
  if (!checked.ok) return checked
  const shiftedBy = timeOfDay(entered) - timeOfDay(current.series)
  const known = new Set<string>(current.series.exdates)
  const exdates = entered.exdates.flatMap((exdate) => {
    const along = known.has(exdate) ? shiftedOriginal(exdate, shiftedBy) : exdate
    return along === undefined ? [] : [along]
  })
  const times = entered.allDay === current.series.allDay ? shiftedBy : 0
  const overrides = shiftedOverrides(current.overrides, { originals: shiftedBy, times })
  return ok({ series: { ...checked.value, exdates }, overrides, shiftedBy })
}

function timeOfDay({ start }: Pick<Series, 'start'>): number {
  return ((wallAsUtc(start) % DAY) + DAY) % DAY
}

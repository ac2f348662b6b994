import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { dateMinutes, DAY_MINUTES, instantAtMinutes, wallMinutes } from './column-clock.ts'

/** One label of a gutter: what the gutter's clock shows where the column's clock shows `minute`. */
export type HourLabel = { readonly minute: number; readonly shows: number; readonly dayShift: -1 | 0 | 1 }

/** The hour labels of a gutter: the clock of `gutter` beside a column that shows `date` in `zone`. */
export function hourLabels(date: WallDate, zone: ZoneName, gutter: ZoneName): HourLabel[] {
  const midnight = dateMinutes(date)
  return Array.from({ length: 23 }, (_, index) => {
    const minute = (index + 1) * 60
    // The gutter of the column's own zone shows all 24 labels, also the one that a clock change skips.
    const shown = gutter === zone ? minute : wallMinutes(instantAtMinutes(midnight + minute, zone), gutter) - midnight
    return { minute, shows: ((shown % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES, dayShift: dayShift(shown) }
  })
}

function dayShift(minutes: number): -1 | 0 | 1 {
  if (minutes < 0) return -1
  return minutes >= DAY_MINUTES ? 1 : 0
}

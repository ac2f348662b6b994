import { useNow } from '../../use-now.ts'
import { DAY_MINUTES, dateMinutes, wallMinutes } from './column-clock.ts'
import type { GridColumn } from './grid-model.ts'

/** The moment that is now, in a column of today. Renders by itself every minute. */
export function NowLine({ column }: { readonly column: GridColumn }) {
  const minute = wallMinutes(useNow(), column.zone) - dateMinutes(column.date)
  if (minute < 0 || minute >= DAY_MINUTES) return null
  return (
    <div
      aria-hidden
      data-now
      className="pointer-events-none absolute inset-x-0 z-10 -mt-px h-0.5 bg-now"
      style={{ top: `${(minute / DAY_MINUTES) * 100}%` }}
    >
      <div className="absolute -start-1 -top-[3px] size-2 rounded-full bg-now" />
    </div>
  )
}

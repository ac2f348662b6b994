import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { DAY } from '../../../core/model/instant.ts'
import { wallAsUtc } from '../../../core/time/wall-clock.ts'
import { columnClock } from './column-clock.ts'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { type WallSpan, wallSpan } from './wall-span.ts'

/** The part of an event that stands in one column. */
export type Segment = WallSpan & { readonly event: GridEvent }

/** All-day events, and timed ones of a day or more, stand in the lane above the hours. */
export function isInDayLane(time: AppointmentTime): boolean {
  switch (time.kind) {
    case 'all-day':
      return true
    case 'timed':
      return time.endsAt - time.startsAt >= DAY
    case 'floating':
      return wallAsUtc(time.end) - wallAsUtc(time.start) >= DAY
  }
}

/** Per column, in the columns' order, what stands among its hours. */
export function segmentsByColumn(columns: readonly GridColumn[], events: readonly GridEvent[]): Segment[][] {
  const clocks = columns.map(columnClock)
  const segments = columns.map((): Segment[] => [])
  for (const event of events) {
    const { time } = event
    if (time.kind === 'all-day' || isInDayLane(time)) continue
    for (const [index, clock] of clocks.entries()) {
      const span = wallSpan(time, clock)
      if (span) segments[index]?.push({ ...span, event })
    }
  }
  return segments
}

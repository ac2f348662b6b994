import type { AppointmentTime } from '../../../core/model/appointment.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { wallAsUtc } from '../../../core/time/wall-clock.ts'
import { type Bar, datesOf, type DateSpan, layoutBars } from '../time-grid/day-bars.ts'
import type { GridEvent } from '../time-grid/grid-model.ts'

export type Line = DateSpan & {
  readonly event: GridEvent
  /** Drawn as a bar over its days, not as a line of one. */ readonly wide: boolean
}
export type WeekLines = {
  readonly bars: readonly Bar<Line>[]
  /** Per day, what found no room. */
  readonly hidden: readonly (readonly GridEvent[])[]
}

/** One line an event, with the dates it touches; what lies over several days first, then by time. Sorted for `weekLines`. */
export function linesOf(events: readonly GridEvent[], zone: ZoneName): Line[] {
  return events
    .map((event) => {
      const dates = datesOf(event.time, zone)
      return { ...dates, event, wide: event.time.kind === 'all-day' || dates.first !== dates.last }
    })
    .sort(
      (a, b) =>
        a.first.localeCompare(b.first) ||
        Number(b.wide) - Number(a.wide) ||
        b.last.localeCompare(a.last) ||
        startOf(a.event.time) - startOf(b.event.time),
    )
}

/** What a week shows in `room` lines a day; where a day has more, its last line is left for the count of the rest. */
export function weekLines(lines: readonly Line[], dates: readonly WallDate[], room: number): WeekLines {
  const all = layoutBars(lines, dates)
  const overfull = dates.map((_, day) => all.some((bar) => covers(bar, day) && bar.row >= room))
  const isShown = (bar: Bar<Line>): boolean =>
    bar.row < room - 1 || (bar.row === room - 1 && !overfull.some((over, day) => over && covers(bar, day)))
  return {
    bars: all.filter(isShown),
    hidden: dates.map((_, day) => all.filter((bar) => covers(bar, day) && !isShown(bar)).map((bar) => bar.item.event)),
  }
}

function covers(bar: Bar<Line>, day: number): boolean {
  return bar.column <= day && day < bar.column + bar.length
}

function startOf(time: AppointmentTime): number {
  switch (time.kind) {
    case 'all-day':
      return 0
    case 'timed':
      return time.startsAt
    case 'floating':
      return wallAsUtc(time.start)
  }
}

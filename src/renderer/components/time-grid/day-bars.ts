import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { instant } from '../../../core/model/instant.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { addDays, wallDateOf } from '../../../core/time/wall-clock.ts'
import { WallDate as WallDateSchema } from '../../../core/model/wall.ts'

/** The dates that an event touches, both included, as the clocks of `zone` show it. */
export type DateSpan = { readonly first: WallDate; readonly last: WallDate }

export function datesOf(time: AppointmentTime, zone: ZoneName): DateSpan {
  switch (time.kind) {
    case 'all-day':
      return { first: time.firstDay, last: time.lastDay }
    case 'timed': {
      // Half-open: what ends at midnight does not touch the day that begins there.
      const last = instant(Math.max(time.startsAt, time.endsAt - 1))
      return { first: wallDateOf(time.startsAt, zone), last: wallDateOf(last, zone) }
    }
    case 'floating':
      return floatingDates(time.start, time.end)
  }
}

function floatingDates(start: string, end: string): DateSpan {
  const first = WallDateSchema.parse(start.slice(0, 10))
  const last = WallDateSchema.parse(end.slice(0, 10))
  return { first, last: last > first && end.endsWith('T00:00:00') ? addDays(last, -1) : last }
}

/** A bar over neighbouring days: `column` is the first day it shows on, `length` how many, `row` how far down. */
export type Bar<T> = {
  readonly item: T
  readonly column: number
  readonly length: number
  readonly row: number
  readonly startsHere: boolean
  readonly endsHere: boolean
}

/** Stacks what touches `dates` (ascending) in the fewest rows, in the order of `items`. */
export function layoutBars<T extends DateSpan>(items: readonly T[], dates: readonly WallDate[]): Bar<T>[] {
  const taken: number[] = []
  const [start, end] = [dates[0], dates.at(-1)]
  if (start === undefined || end === undefined) return []
  return items.flatMap((item) => {
    if (item.last < start || item.first > end) return []
    const column = Math.max(
      0,
      dates.findIndex((date) => date >= item.first),
    )
    const last = dates.findLastIndex((date) => date <= item.last)
    const free = taken.findIndex((until) => until < column)
    const row = free === -1 ? taken.length : free
    taken[row] = last
    return [
      { item, column, length: last - column + 1, row, startsHere: item.first >= start, endsHere: item.last <= end },
    ]
  })
}

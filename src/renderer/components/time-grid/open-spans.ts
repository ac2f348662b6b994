import type { Schedule } from '../../../core/model/schedule.ts'
import { instant } from '../../../core/model/instant.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import { addDays, weekdayOf } from '../../../core/time/wall-clock.ts'
import { type ColumnClock, columnClock, dateMinutes, DAY_MINUTES, instantAtMinutes } from './column-clock.ts'
import type { GridColumn, MinuteSpan } from './grid-model.ts'
import { wallSpan } from './wall-span.ts'

/** When a schedule is open on a column's date, merged, as minutes of the column's clock (which may hang in another zone). */
export function openSpans(schedule: Schedule, column: Pick<GridColumn, 'date' | 'zone'>): MinuteSpan[] {
  const clock = columnClock(column)
  const days = [addDays(column.date, -1), column.date, addDays(column.date, 1)]
  return merged(days.flatMap((date) => openOn(schedule, date, clock)))
}

function openOn(schedule: Schedule, date: WallDate, clock: ColumnClock): MinuteSpan[] {
  const midnight = dateMinutes(date)
  return rangesOn(schedule, date).flatMap(({ start, end }) => {
    const startsAt = instantAtMinutes(midnight + minutesOf(start), schedule.zone)
    const endsAt = instantAtMinutes(midnight + minutesOf(end), schedule.zone)
    if (endsAt <= startsAt) return []
    const time = { kind: 'timed', startsAt: instant(startsAt), endsAt: instant(endsAt), zone: schedule.zone } as const
    const span = wallSpan(time, clock)
    return span ? [{ from: span.from, to: span.to }] : []
  })
}

/** S5: an override replaces its whole day. */
function rangesOn(schedule: Schedule, date: WallDate): Schedule['weekly'][number]['ranges'] {
  const override = schedule.overrides.find((entry) => entry.date === date)
  if (override) return override.ranges
  const day = weekdayOf(date)
  return schedule.weekly.filter((entry) => entry.day === day).flatMap((entry) => entry.ranges)
}

/** `HH:mm`, 00:00 to 24:00, as minutes. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function merged(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const result: MinuteSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else result.push(span)
  }
  return result
}

/** What is not open: the shaded rest of the 24 hours. */
export function closedSpans(open: readonly MinuteSpan[]): MinuteSpan[] {
  const edges = [0, ...open.flatMap((span) => [span.from, span.to]), DAY_MINUTES]
  return edges
    .flatMap((from, at) => (at % 2 === 0 ? [{ from, to: edges[at + 1] ?? DAY_MINUTES }] : []))
    .filter((span) => span.to > span.from)
}

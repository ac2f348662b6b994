import type { ClockRange, Schedule, WeeklyHours } from '../../../core/model/schedule.ts'
import { ClockTime, type Weekday } from '../../../core/model/wall.ts'
import type { MinuteSpan } from '../../components/time-grid/grid-model.ts'

/** Ranges of minutes per weekday, Sunday first, as they are being edited: in any order, not yet checked. */
export type WeeklyForm = readonly (readonly MinuteSpan[])[]

const DAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

export function weeklyForm(schedule: Schedule): WeeklyForm {
  return DAYS.map((day) =>
    schedule.weekly
      .filter((entry) => entry.day === day)
      .flatMap((entry) => spansOf(entry.ranges))
      .sort((a, b) => a.from - b.from),
  )
}

export function weeklyHoursOf(form: WeeklyForm): WeeklyHours[] {
  return DAYS.map((day) => ({
    day,
    ranges: rangesOf(form[day] ?? []),
  }))
}

export function spansOf(ranges: readonly ClockRange[]): MinuteSpan[] {
  return ranges.map(({ start, end }) => ({ from: minutesOf(start), to: minutesOf(end) }))
}

/** By start. */
export function rangesOf(spans: readonly MinuteSpan[]): ClockRange[] {
  return spans.toSorted((a, b) => a.from - b.from).map((span) => ({ start: clockOf(span.from), end: clockOf(span.to) }))
}

/** What is wrong with a day's ranges, if anything: ends that are not after their starts, ranges that overlap. */
export function faultOf(spans: readonly MinuteSpan[]): 'inverted' | 'overlapping' | undefined {
  if (spans.some((span) => span.to <= span.from)) return 'inverted'
  const sorted = spans.toSorted((a, b) => a.from - b.from)
  const overlaps = sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? 0))
  return overlaps ? 'overlapping' : undefined
}

/** Another range after the last one of a day: an hour later, as long as the day allows; 09:00-17:00 on a free day. */
export function nextSpan(spans: readonly MinuteSpan[]): MinuteSpan | undefined {
  if (spans.length === 0) return { from: 540, to: 1_020 }
  const from = Math.max(...spans.map((span) => span.to)) + 60
  return from >= 1_425 ? undefined : { from, to: Math.min(from + 120, 1_440) }
}

/** `HH:mm`, 00:00 to 24:00, as minutes. */
function minutesOf(clock: ClockTime): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function clockOf(minutes: number): ClockTime {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0')
  return ClockTime.parse(`${hour}:${String(minutes % 60).padStart(2, '0')}`)
}

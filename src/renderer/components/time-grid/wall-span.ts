import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { MINUTE, type Instant } from '../../../core/model/instant.ts'
import { wallAsUtc } from '../../../core/time/wall-clock.ts'
import { offsetSpans } from '../../../core/time/zone-offset.ts'
import { type ColumnClock, DAY_MINUTES, dateMinutes, wallMinutes } from './column-clock.ts'
import type { MinuteSpan } from './grid-model.ts'

/** Where an event stands in a column, and which of its two ends lie inside. */
export type WallSpan = MinuteSpan & { readonly startsHere: boolean; readonly endsHere: boolean }

export type SpanTime = Extract<AppointmentTime, { kind: 'timed' | 'floating' }>

/**
 * Where `time` stands on a column's 24 wall hours; undefined where it does not touch the date.
 *
 * A column always shows 24 hours of labels, on days of 23 and 25 hours too, so that hours line up across a week, and an event
 * stands where the clock on the wall says it is. What follows on clock-change days: an event across a skipped hour is drawn
 * that hour longer than it lasts; one that touches the repeated hour is drawn over every label that it lasts through, from the
 * least to the greatest, since both passes share the same labels.
 */
export function wallSpan(time: SpanTime, column: ColumnClock): WallSpan | undefined {
  return time.kind === 'timed' ? timedSpan(time.startsAt, time.endsAt, column) : floatingSpan(time, column)
}

function floatingSpan(time: Extract<SpanTime, { kind: 'floating' }>, column: ColumnClock): WallSpan | undefined {
  const midnight = dateMinutes(column.date)
  const from = wallAsUtc(time.start) / MINUTE - midnight
  const to = wallAsUtc(time.end) / MINUTE - midnight
  if (from >= DAY_MINUTES || (to <= 0 && from < 0)) return undefined
  return {
    from: Math.max(0, from),
    to: Math.min(DAY_MINUTES, to),
    startsHere: from >= 0,
    endsHere: to <= DAY_MINUTES,
  }
}

function timedSpan(startsAt: Instant, endsAt: Instant, column: ColumnClock): WallSpan | undefined {
  // Half-open; only an event without length may stand on its own start.
  if (startsAt >= column.ends || (endsAt <= column.starts && startsAt < column.starts)) return undefined
  const startsHere = startsAt >= column.starts
  const endsHere = endsAt <= column.ends
  const labels = labelsBetween(startsHere ? startsAt : column.starts, endsHere ? endsAt : column.ends, column)
  return {
    from: startsHere ? labels.from : 0,
    to: endsAt >= column.ends ? DAY_MINUTES : labels.to,
    startsHere,
    endsHere,
  }
}

/** Every label that the column's clock shows between two moments, from the least to the greatest. */
function labelsBetween(first: Instant, last: Instant, column: ColumnClock): MinuteSpan {
  const midnight = dateMinutes(column.date)
  const from = wallMinutes(first, column.zone) - midnight
  const to = wallMinutes(last, column.zone) - midnight
  if (to - from === Math.floor((last - first) / MINUTE)) return { from, to }
  const passes = offsetSpans(column.zone, first, last).map((pass) => ({
    from: Math.floor((pass.from + pass.offset) / MINUTE) - midnight,
    to: Math.floor((pass.until + pass.offset) / MINUTE) - midnight,
  }))
  return {
    from: Math.min(from, ...passes.map((pass) => pass.from)),
    to: Math.max(to, ...passes.map((pass) => pass.to)),
  }
}

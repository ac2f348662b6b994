import { instant, MINUTE } from '../../../core/model/instant.ts'
import { utcAsWall, wallAsUtc } from '../../../core/time/wall-clock.ts'
import { dateMinutes, DAY_MINUTES, instantAtMinutes, wallMinutes } from './column-clock.ts'
import type { GridColumn } from './grid-model.ts'
import { SNAP, snapped, snappedDown } from './snap.ts'
import type { SpanTime } from './wall-span.ts'

/** A place in the grid: minutes of a column's 24 wall hours, not snapped. */
export type GridPoint = { readonly column: GridColumn; readonly minute: number }
export type DragKind = 'create' | 'move' | 'resize-start' | 'resize-end'

/** What a press that is not moved makes. */
export const DEFAULT_LENGTH = 30

/** The time that is drawn between the press and where the pointer is now: within the pressed column, at least one step long. */
export function createdTime(from: GridPoint, to: GridPoint): SpanTime {
  const start = snappedDown(Math.min(from.minute, to.minute))
  const end = Math.max(snapped(Math.max(from.minute, to.minute)), start + SNAP)
  return between(from.column, start, Math.min(end, DAY_MINUTES))
}

/** The time that a press without a move makes. */
export function pressedTime(at: GridPoint): SpanTime {
  const start = Math.min(Math.floor(at.minute / DEFAULT_LENGTH) * DEFAULT_LENGTH, DAY_MINUTES - DEFAULT_LENGTH)
  return between(at.column, start, start + DEFAULT_LENGTH)
}

function between(column: GridColumn, start: number, end: number): SpanTime {
  const { zone } = column
  const midnight = dateMinutes(column.date)
  const startsAt = instantAtMinutes(midnight + start, zone)
  const endsAt = instantAtMinutes(midnight + end, zone)
  // A drag over an hour that the clock skips has no length of its own.
  return { kind: 'timed', startsAt, endsAt: instant(Math.max(endsAt, startsAt + SNAP * MINUTE)), zone }
}

/**
 * `time` carried from `from` to `to`: the start keeps to wall labels (snapped), the exact length stays. Where the pointer
 * has not left its step, `time` itself comes back.
 */
export function movedTime(time: SpanTime, from: GridPoint, to: GridPoint): SpanTime {
  const days = dateMinutes(to.column.date) - dateMinutes(from.column.date)
  if (time.kind === 'floating') return movedFloating(time, days + snapped(to.minute - from.minute))
  const start = wallMinutes(time.startsAt, to.column.zone)
  const shift = days + snappedShift(start, to.minute - from.minute)
  if (shift === 0) return time
  const startsAt = instantAtMinutes(start + shift, to.column.zone)
  return { ...time, startsAt, endsAt: instant(startsAt + time.endsAt - time.startsAt) }
}

/** The shift that brings `start` onto the grid near `start + by`; none while the pointer stays within half a step. */
function snappedShift(start: number, by: number): number {
  return Math.abs(by) < SNAP / 2 ? 0 : snapped(start + by) - start
}

function movedFloating(time: Extract<SpanTime, { kind: 'floating' }>, minutes: number): SpanTime {
  if (minutes === 0) return time
  const moved = (wall: typeof time.start): typeof time.start => utcAsWall(wallAsUtc(wall) + minutes * MINUTE)
  return { ...time, start: moved(time.start), end: moved(time.end) }
}

/** `time` with its start or its end at `to` (snapped), at least one step long. */
export function resizedTime(time: SpanTime, edge: 'start' | 'end', to: GridPoint): SpanTime {
  const minutes = dateMinutes(to.column.date) + snapped(to.minute)
  return time.kind === 'floating' ? resizedFloating(time, edge, minutes) : resizedTimed(time, edge, minutes, to)
}

function resizedTimed(
  time: Extract<SpanTime, { kind: 'timed' }>,
  edge: 'start' | 'end',
  minutes: number,
  to: GridPoint,
): SpanTime {
  const at = instantAtMinutes(minutes, to.column.zone)
  const least = SNAP * MINUTE
  if (edge === 'start') return { ...time, startsAt: instant(Math.min(at, time.endsAt - least)) }
  return { ...time, endsAt: instant(Math.max(at, time.startsAt + least)) }
}

function resizedFloating(
  time: Extract<SpanTime, { kind: 'floating' }>,
  edge: 'start' | 'end',
  minutes: number,
): SpanTime {
  const at = minutes * MINUTE
  const least = SNAP * MINUTE
  if (edge === 'start') return { ...time, start: utcAsWall(Math.min(at, wallAsUtc(time.end) - least)) }
  return { ...time, end: utcAsWall(Math.max(at, wallAsUtc(time.start) + least)) }
}

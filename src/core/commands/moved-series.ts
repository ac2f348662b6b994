import { shiftedOriginal } from '../document/series-frame.ts'
import { Series, type Appointment, type AppointmentTime } from '../model/appointment.ts'
import { DAY } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime, ZoneName } from '../model/wall.ts'
import { dateAsUtc, wallAsUtc } from '../time/wall-clock.ts'
import { offsetAt } from '../time/zone-offset.ts'
import { shiftRule } from './shift-rule.ts'
import { shiftedOverrides } from './shifted-overrides.ts'

/** A whole series is moved by what one of its occurrences moves: `original` is dragged from `before` to `time`. */
export type Drag = { readonly original: WallTime; readonly before: AppointmentTime; readonly time: AppointmentTime }

export type Recurring = { readonly series: Series; readonly overrides: Appointment['overrides'] }

export type MovedSeries = Recurring & {
  /** Wall milliseconds, for `writeAppointment`. */
  readonly shiftedBy: number
}

/**
 * The series after the drag: start, rules, dates and exceptions all move by as much, on the wall of the series' own zone,
 * so that a change of clocks in between changes nothing. A new length is everybody's; a change between timed and all-day
 * leaves exceptions with a time of their own where they are.
 */
export function movedSeries(
  { series, overrides }: Recurring,
  drag: Drag,
): Result<MovedSeries, 'invalid-rule' | 'invalid-input'> {
  const shiftedBy = shiftOf(series, drag)
  const start = shiftedOriginal(series.start, shiftedBy)
  if (start === undefined) return refuse('invalid-input', { fields: ['time'] })
  const rules: string[] = []
  for (const rule of series.rules) {
    const shifted = shiftRule(rule, { from: series.start, to: start })
    if (!shifted.ok) return shifted
    rules.push(shifted.value)
  }
  const along = (original: WallTime): WallTime[] => asList(shiftedOriginal(original, shiftedBy))
  const dates = { rdates: series.rdates.flatMap(along), exdates: series.exdates.flatMap(along) }
  const moved = Series.safeParse({ ...series, ...shapeOf(series, drag), ...dates, start, rules })
  if (!moved.success) return refuse('invalid-input', { fields: ['time'] })
  return ok({ series: moved.data, overrides: movedOverrides({ series, overrides }, drag, shiftedBy), shiftedBy })
}

// To the second, as wall times are.
function shiftOf(series: Series, { before, time }: Drag): number {
  return Math.round((readingOf(time, series.zone) - readingOf(before, series.zone)) / 1_000) * 1_000
}

function readingOf(time: AppointmentTime, zone: ZoneName | undefined): number {
  switch (time.kind) {
    case 'timed':
      return time.startsAt + offsetAt(zone ?? time.zone, time.startsAt)
    case 'all-day':
      return dateAsUtc(time.firstDay)
    case 'floating':
      return wallAsUtc(time.start)
  }
}

function shapeOf(series: Series, { before, time }: Drag): Pick<Series, 'allDay' | 'zone' | 'length'> {
  const length = lengthOf(time) === lengthOf(before) ? series.length : lengthOf(time)
  const zone = time.kind === 'timed' ? (series.zone ?? time.zone) : undefined
  return { allDay: time.kind === 'all-day', zone, length: time.kind === kindOf(series) ? length : lengthOf(time) }
}

function kindOf(series: Series): AppointmentTime['kind'] {
  if (series.allDay) return 'all-day'
  return series.zone === undefined ? 'floating' : 'timed'
}

function lengthOf(time: AppointmentTime): number {
  switch (time.kind) {
    case 'timed':
      return time.endsAt - time.startsAt
    case 'all-day':
      return dateAsUtc(time.lastDay) + DAY - dateAsUtc(time.firstDay)
    case 'floating':
      return wallAsUtc(time.end) - wallAsUtc(time.start)
  }
}

function movedOverrides({ series, overrides }: Recurring, drag: Drag, shift: number): Appointment['overrides'] {
  const times = kindOf(series) === drag.time.kind ? shift : 0
  const moved = shiftedOverrides(overrides, { originals: shift, times })
  const dragged = shiftedOriginal(drag.original, shift)
  const own = dragged === undefined ? undefined : moved[dragged]
  return dragged === undefined || own?.time === undefined ? moved : { ...moved, [dragged]: { ...own, time: drag.time } }
}

function asList<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value]
}

import { instant, type Instant, MINUTE } from '../../src/core/model/instant.ts'
import { type WallDate, WallTime, type ZoneName } from '../../src/core/model/wall.ts'
import type { AppointmentTime, Series } from '../../src/core/model/appointment.ts'
import { addDays, instantOf, wallDateOf, weekdayOf } from '../../src/core/time/wall-clock.ts'
import type { Clinic } from './clinic.ts'
import { weekdayNumber } from './clinic.ts'

type Weekday = Clinic['series'][number]['day']

/** When things stand in the demo: counted from the Monday of the present week. */
export type DemoWeek = { readonly monday: WallDate; readonly zone: ZoneName }

/** On a weekend the present week is the coming one: an empty screen shows nothing. */
export function demoWeek(now: Instant, zone: ZoneName): DemoWeek {
  const today = wallDateOf(now, zone)
  const weekday = weekdayOf(today)
  const toMonday = weekday === 0 || weekday === 6 ? (8 - weekday) % 7 : 1 - weekday
  return { monday: addDays(today, toMonday), zone }
}

export function timedAt(
  { monday, zone }: DemoWeek,
  { week, day, start, minutes }: { week: number; day: Weekday; start: string; minutes: number },
): AppointmentTime {
  const startsAt = instantOf(wall(addDays(monday, 7 * week + weekdayNumber(day) - 1), start), zone)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + minutes * MINUTE), zone }
}

export function allDayAt(week: DemoWeek, dates: { from: number; days: number }): AppointmentTime {
  return { kind: 'all-day', ...datesAt(week, dates) }
}

/** So many days, from the one that is `from` days after the Monday. */
export function datesAt({ monday }: DemoWeek, { from, days }: { from: number; days: number }) {
  return { firstDay: addDays(monday, from), lastDay: addDays(monday, from + days - 1) }
}

/** From the week before on. */
export function seriesFrom({ monday, zone }: DemoWeek, series: Clinic['series'][number]): Series {
  const start = wall(addDays(monday, weekdayNumber(series.day) - 8), series.start)
  const length = series.minutes * MINUTE
  return { start, allDay: false, zone, length, rules: series.rules, rdates: [], exdates: [] }
}

function wall(date: WallDate, clock: string): WallTime {
  return WallTime.parse(`${date}T${clock}:00`)
}

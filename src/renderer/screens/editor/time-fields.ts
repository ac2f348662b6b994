import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { MINUTE } from '../../../core/model/instant.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { addDays, wallAsUtc } from '../../../core/time/wall-clock.ts'
import { DAY_MINUTES, dateMinutes, instantAtMinutes, wallMinutes } from '../../components/time-grid/column-clock.ts'
import { datesOf } from '../../components/time-grid/day-bars.ts'

/** When, as fields: both dates, and the clocks in minutes since midnight (kept but unused while it is all day). */
export type TimeFields = {
  readonly allDay: boolean
  readonly firstDay: WallDate
  readonly lastDay: WallDate
  readonly start: number
  readonly end: number
}

/** `time` as the clocks of `zone` show it. */
export function timeFields(time: AppointmentTime, zone: ZoneName): TimeFields {
  const { first, last } = datesOf(time, zone)
  if (time.kind === 'all-day') return { allDay: true, firstDay: first, lastDay: last, start: 540, end: 600 }
  const from = time.kind === 'timed' ? wallMinutes(time.startsAt, zone) : wallAsUtc(time.start) / MINUTE
  const to = time.kind === 'timed' ? wallMinutes(time.endsAt, zone) : wallAsUtc(time.end) / MINUTE
  return {
    allDay: false,
    firstDay: first,
    lastDay: last,
    start: from - dateMinutes(first),
    end: to - dateMinutes(last),
  }
}

/** The time that the fields say; undefined where the end lies before the start. */
export function timeOf(form: TimeFields, zone: ZoneName): AppointmentTime | undefined {
  if (form.allDay) {
    if (form.lastDay < form.firstDay) return undefined
    return { kind: 'all-day', firstDay: form.firstDay, lastDay: form.lastDay }
  }
  const startsAt = instantAtMinutes(dateMinutes(form.firstDay) + form.start, zone)
  const endsAt = instantAtMinutes(dateMinutes(form.lastDay) + form.end, zone)
  return endsAt < startsAt ? undefined : { kind: 'timed', startsAt, endsAt, zone }
}

/** As `form`, with another start: the end moves along. */
export function withStart<T extends TimeFields>(form: T, day: WallDate, start: number): T {
  const moved =
    dateMinutes(form.lastDay) + form.end + dateMinutes(day) + start - dateMinutes(form.firstDay) - form.start
  const end = ((moved % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  const lastDay = addDays(day, Math.floor((moved - dateMinutes(day)) / DAY_MINUTES))
  // An end at midnight is 24:00 of the day before.
  if (end === 0 && lastDay > day)
    return { ...form, firstDay: day, start, lastDay: addDays(lastDay, -1), end: DAY_MINUTES }
  return { ...form, firstDay: day, start, lastDay, end }
}

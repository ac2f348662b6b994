import type { AppointmentTime, Series } from '../model/appointment.ts'
import { DAY, instant } from '../model/instant.ts'
import { WallDate } from '../model/wall.ts'
import type { SeriesOccurrence } from '../time/recurrence.ts'
import { utcAsWall } from '../time/wall-clock.ts'

type Clock = Pick<Series, 'allDay' | 'zone'>
type Bounds = Pick<SeriesOccurrence, 'starts' | 'ends'>

/** When an occurrence of a series takes place, unless it has a time of its own. */
export function occurrenceTime(series: Clock, { starts, ends }: Bounds): AppointmentTime {
  if (series.allDay) return { kind: 'all-day', firstDay: dayOf(starts), lastDay: dayOf(Math.max(starts, ends - DAY)) }
  if (series.zone === undefined) return { kind: 'floating', start: utcAsWall(starts), end: utcAsWall(ends) }
  return { kind: 'timed', startsAt: instant(starts), endsAt: instant(ends), zone: series.zone }
}

function dayOf(reading: number): WallDate {
  return WallDate.parse(utcAsWall(reading).slice(0, 10))
}

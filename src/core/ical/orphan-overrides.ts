import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Series } from '../model/appointment.ts'
import { ok, type Result } from '../model/result.ts'
import { bareSeries } from './bare-series.ts'
import { appointmentTime, lasting, lengthOf, readEventTime } from './event-time.ts'
import type { ReadEvent } from './read-event.ts'
import type { ReadOverride } from './read-override.ts'
import type { ImportedAppointment } from './read-report.ts'

/** The one exception of a series that the file does not hold: a single appointment that keeps its RECURRENCE-ID. */
export function orphanAppointment(read: ReadEvent): ImportedAppointment {
  const id = read.event.first('recurrence-id')?.line.text
  const unknownProperties = [...(id === undefined ? [] : [id]), ...read.details.unknownProperties].slice(0, 500)
  return { ...read.details, unknownProperties, time: appointmentTime(read.time), overrides: {} }
}

/** What stands in for the missing series of several exceptions: it begins where the first one's RECURRENCE-ID says. */
export function orphanBase(read: ReadEvent): Result<ReadEvent, SetAsideReason> {
  const dtstart = read.event.first('recurrence-id')
  const time = readEventTime({ dtstart, dtend: undefined, duration: undefined }, read.clockOf)
  return time.ok ? ok({ ...read, time: lasting(time.value, lengthOf(read.time)) }) : time
}

/** The series of just these occurrences. */
export function orphanSeries(base: ReadEvent, overrides: readonly ReadOverride[]): Series {
  const bare = bareSeries(base.time)
  const [start = bare.start, ...rdates] = [...new Set(overrides.map((one) => one.original))].toSorted()
  return { ...bare, start, rdates }
}

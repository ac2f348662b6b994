import type { Series } from '../model/appointment.ts'
import { lengthOf, startOf, type EventTime } from './event-time.ts'

/** The series of the start alone, on the clock of the event. */
export function bareSeries(time: EventTime): Series {
  return {
    start: startOf(time),
    allDay: time.kind === 'all-day',
    zone: time.kind === 'timed' ? time.clock.zone : undefined,
    length: lengthOf(time),
    rules: [],
    rdates: [],
    exdates: [],
  }
}

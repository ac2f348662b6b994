import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Instant } from '../model/instant.ts'
import { ok, type Result } from '../model/result.ts'
import type { Override, Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { readDetails, type EventDetails } from './event-details.ts'
import type { EventProperties } from './event-properties.ts'
import { readSeries, recurs } from './event-series.ts'
import { readEventTime, type EventTime } from './event-time.ts'
import type { ClockOf } from './moment.ts'
import { neededSpan } from './needed-span.ts'
import { settledOnUtc } from './settled-on-utc.ts'

/** An event of a file without its exceptions. */
export type ReadEvent = {
  readonly event: EventProperties
  readonly details: EventDetails
  readonly time: EventTime
  /** Undefined: it happens once. */
  readonly series: Series | undefined
  readonly overrides: Readonly<Record<WallTime, Override>>
  readonly clockOf: ClockOf
  readonly remarks: readonly string[]
}

export type ReadEventDeps = { readonly uid: string; readonly now: Instant }

export function readEvent(event: EventProperties, deps: ReadEventDeps): Result<ReadEvent, SetAsideReason> {
  const clockOf = clocksOf(event, deps.now)
  const time = readTimes(event, clockOf)
  if (!time.ok) return time
  const { details, remarks: detailRemarks } = readDetails(event, deps.uid)
  const remarks = [...detailRemarks, ...clockRemarks(event, time.value, deps.now)]
  const read = { event, details, time: time.value, clockOf, series: undefined, overrides: {}, remarks }
  if (!recurs(event)) return ok(settledOnUtc(read))

  const series = readSeries(event, time.value, clockOf)
  if (!series.ok) return series
  return ok(settledOnUtc({ ...read, ...series.value, remarks: [...remarks, ...series.value.remarks] }))
}

/** DTSTART with DTEND or DURATION of this very event. */
export function readTimes(event: EventProperties, clockOf: ClockOf): Result<EventTime, SetAsideReason> {
  const [dtstart, dtend, duration] = [event.first('dtstart'), event.first('dtend'), event.first('duration')]
  return readEventTime({ dtstart, dtend, duration }, clockOf)
}

/** The clocks of a file as this event needs them. */
function clocksOf(event: EventProperties, now: Instant): ClockOf {
  const needed = neededSpan(event, now)
  return (tzid) => event.clocks(tzid, needed)
}

// The parsers are asked about some occurrences only; this one tells of all.
function clockRemarks(event: EventProperties, time: EventTime, now: Instant): string[] {
  if (time.kind !== 'timed' || !recurs(event)) return []
  const { about } = neededSpan(event, now)
  const { clock } = time
  return clock.deviates(about.from, about.until)
    ? [`the file's own rules for ${clock.zone} are not those of that zone`]
    : []
}

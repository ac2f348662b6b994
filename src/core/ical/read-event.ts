import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Instant } from '../model/instant.ts'
import { ok, type Result } from '../model/result.ts'
import type { Override, Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { wallAsUtc } from '../time/wall-clock.ts'
import { readDetails, type EventDetails } from './event-details.ts'
import type { EventProperties } from './event-properties.ts'
import { readSeries, recurs } from './event-series.ts'
import { readEventTime, type EventTime } from './event-time.ts'
import { neededSpan } from './file-clocks.ts'
import type { ClockOf } from './moment.ts'
import { settledOnUtc } from './settled-on-utc.ts'
import { midnight, readTimeValue } from './time-value.ts'

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
  const { details, remarks } = readDetails(event, deps.uid)
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

/** The clocks of a file as this event needs them: a TZID is settled for the time from its first to its last occurrence. */
function clocksOf(event: EventProperties, now: Instant): ClockOf {
  const first = readingIn(event, 'dtstart') ?? readingIn(event, 'recurrence-id') ?? 0
  const needed = neededSpan({ first, last: lastReading(event, first), now })
  return (tzid) => event.clocks(tzid, needed)
}

const DAY = 86_400_000

function lastReading(event: EventProperties, first: number): number | undefined {
  if (!recurs(event)) return Math.max(first, readingIn(event, 'dtend') ?? first) + DAY
  const rules = event.all('rrule').map((rule) => rule.values[0] ?? '')
  const ends = rules.map((rule) => /UNTIL=(\d{4})(\d\d)(\d\d)/i.exec(rule))
  if (ends.includes(null)) return undefined
  const dates = event.all('rdate').flatMap((property) => property.values.map((value) => reading(value) ?? first))
  const untils = ends.map((end) => reading(`${end?.[1]}-${end?.[2]}-${end?.[3]}`) ?? first)
  return Math.max(first, ...dates, ...untils) + DAY
}

function readingIn(event: EventProperties, name: string): number | undefined {
  return reading(event.first(name)?.values[0] ?? '')
}

function reading(value: string): number | undefined {
  const read = readTimeValue(value.split('/')[0] ?? '')
  return read && wallAsUtc(read.kind === 'date' ? midnight(read.date) : read.wall)
}

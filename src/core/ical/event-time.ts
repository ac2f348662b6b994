import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { AppointmentTime } from '../model/appointment.ts'
import { instant, type Instant } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { ZoneName, type WallDate, type WallTime } from '../model/wall.ts'
import { addDays, dateAsUtc, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { readDuration, type Duration } from './duration.ts'
import type { FileClock } from './file-clock.ts'
import { dateOfMoment, readMoment, type ClockOf, type Moment } from './moment.ts'
import type { Property } from './property.ts'
import { midnight } from './time-value.ts'

/** When an event of a file begins and ends, on its own clock. */
export type EventTime =
  | { readonly kind: 'all-day'; readonly firstDay: WallDate; readonly days: number }
  | { readonly kind: 'floating'; readonly start: WallTime; readonly length: number }
  | {
      readonly kind: 'timed'
      readonly start: WallTime
      readonly clock: FileClock
      readonly startsAt: Instant
      readonly endsAt: Instant
    }

export type TimeProperties = {
  readonly dtstart: Property | undefined
  readonly dtend: Property | undefined
  readonly duration: Property | undefined
}

const DAY = 86_400_000

/** DTSTART with DTEND or DURATION (RFC 5545 3.6.1). An all-day event lasts one day at least, whatever its end says. */
export function readEventTime(properties: TimeProperties, clockOf: ClockOf): Result<EventTime, SetAsideReason> {
  const { dtstart } = properties
  if (!dtstart) return refuse('no-start', { detail: 'no DTSTART' })
  const start = readMoment(dtstart.values[0] ?? '', dtstart, clockOf)
  if (!start.ok) return start
  const end = readEnd(properties, clockOf)
  if (!end.ok) return end
  const time = timeOf(start.value, end.value)
  return lengthOf(time) < 0 ? refuse('end-before-start', { detail: endText(properties) }) : ok(time)
}

/** Milliseconds from start to end; exact for a timed event. */
export function lengthOf(time: EventTime): number {
  switch (time.kind) {
    case 'all-day':
      return time.days * DAY
    case 'floating':
      return time.length
    case 'timed':
      return time.endsAt - time.startsAt
  }
}

/** The same start with another length (ms); an all-day event in whole days. */
export function lasting(time: EventTime, length: number): EventTime {
  switch (time.kind) {
    case 'all-day':
      return { ...time, days: Math.max(1, Math.round(length / DAY)) }
    case 'floating':
      return { ...time, length }
    case 'timed':
      return { ...time, endsAt: instant(time.startsAt + length) }
  }
}

/** The reading at which it starts; of an all-day event its midnight. */
export function startOf(time: EventTime): WallTime {
  return time.kind === 'all-day' ? midnight(time.firstDay) : time.start
}

/** The model's time of a single appointment. A clock that no zone has leaves the instants, told in UTC. */
export function appointmentTime(time: EventTime): AppointmentTime {
  switch (time.kind) {
    case 'all-day':
      return { kind: 'all-day', firstDay: time.firstDay, lastDay: addDays(time.firstDay, time.days - 1) }
    case 'floating':
      return { kind: 'floating', start: time.start, end: utcAsWall(wallAsUtc(time.start) + time.length) }
    case 'timed': {
      const zone = time.clock.exact ? time.clock.zone : ZoneName.parse('UTC')
      return { kind: 'timed', startsAt: time.startsAt, endsAt: time.endsAt, zone }
    }
  }
}

type End = { kind: 'none' } | { kind: 'moment'; moment: Moment } | { kind: 'duration'; duration: Duration }

function readEnd({ dtend, duration }: TimeProperties, clockOf: ClockOf): Result<End, SetAsideReason> {
  if (dtend) {
    const moment = readMoment(dtend.values[0] ?? '', dtend, clockOf)
    return moment.ok ? ok({ kind: 'moment', moment: moment.value }) : moment
  }
  if (!duration) return ok({ kind: 'none' })
  const length = readDuration(duration.values[0] ?? '')
  return length ? ok({ kind: 'duration', duration: length }) : refuse('invalid-date', { detail: duration.line.text })
}

function timeOf(start: Moment, end: End): EventTime {
  switch (start.kind) {
    case 'date':
      return { kind: 'all-day', firstDay: start.date, days: daysOf(start.date, end) }
    case 'floating': {
      const length = wallAsUtc(endReading(start.wall, end)) - wallAsUtc(start.wall)
      return { kind: 'floating', start: start.wall, length: length + exactPart(end) }
    }
    case 'timed': {
      const { clock, wall } = start
      return { kind: 'timed', start: wall, clock, startsAt: clock.instantOf(wall), endsAt: endInstant(start, end) }
    }
  }
}

function daysOf(first: WallDate, end: End): number {
  if (end.kind === 'none') return 1
  const days =
    end.kind === 'duration'
      ? end.duration.days + Math.ceil(end.duration.ms / DAY)
      : (dateAsUtc(dateOfMoment(end.moment)) - dateAsUtc(first)) / DAY
  return days === 0 ? 1 : days
}

/** The end on the start's own clock; what a duration has beyond whole days is added afterwards, as exact time. */
function endReading(start: WallTime, end: End): WallTime {
  switch (end.kind) {
    case 'none':
      return start
    case 'duration':
      return utcAsWall(wallAsUtc(start) + end.duration.days * DAY)
    case 'moment':
      return end.moment.kind === 'date' ? midnight(end.moment.date) : end.moment.wall
  }
}

function exactPart(end: End): number {
  return end.kind === 'duration' ? end.duration.ms : 0
}

function endInstant(start: Extract<Moment, { kind: 'timed' }>, end: End): Instant {
  const clock = end.kind === 'moment' && end.moment.kind === 'timed' ? end.moment.clock : start.clock
  return instant(clock.instantOf(endReading(start.wall, end)) + exactPart(end))
}

function endText({ dtend, duration }: TimeProperties): string {
  return (dtend ?? duration)?.line.text ?? ''
}

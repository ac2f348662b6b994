import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { AppointmentTime, Override } from '../model/appointment.ts'
import { instant } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { readDetails, type EventDetails } from './event-details.ts'
import type { EventProperties } from './event-properties.ts'
import { appointmentTime, lasting, lengthOf, readEventTime, type EventTime } from './event-time.ts'
import { dateOfMoment, readMoment } from './moment.ts'
import { originalOf } from './original.ts'
import { readTimes, type ReadEvent } from './read-event.ts'

/** An event with a RECURRENCE-ID (RFC 5545 3.8.4.4), as seen from its series. */
export type ReadOverride = {
  readonly event: EventProperties
  /** The occurrence it stands for, on the clock of the series. */
  readonly original: WallTime
  /** Undefined: it says nothing of its time. */
  readonly time: EventTime | undefined
  readonly details: EventDetails
  /** RANGE=THISANDFUTURE. */
  readonly future: boolean
}

export function readOverride(event: EventProperties, base: ReadEvent): Result<ReadOverride, SetAsideReason> {
  const property = event.first('recurrence-id')
  if (!property) return refuse('no-start', { detail: 'no RECURRENCE-ID' })
  const moment = readMoment(property.values[0] ?? '', property, base.clockOf)
  if (!moment.ok) return moment
  const time = readOwnTime(event, base)
  if (!time.ok) return time
  const { details } = readDetails(event, base.details.uid)
  const future = property.params['range']?.toUpperCase() === 'THISANDFUTURE'
  return ok({
    event,
    original: originalOf(moment.value, base.time),
    time: time.value,
    details,
    future,
  })
}

/** What the model keeps of it: whatever differs from the series. */
export function overrideOf(read: ReadOverride, base: ReadEvent): Override {
  const { event, details } = read
  const time = read.time && appointmentTime(read.time)
  const differs = (name: string, key: 'title' | 'description' | 'location') =>
    event.names.has(name) && details[key] !== base.details[key] ? { [key]: details[key] } : {}
  return {
    ...(time && !sameTime(time, usualTime(read.original, base.time)) && { time }),
    ...differs('summary', 'title'),
    ...differs('description', 'description'),
    ...differs('location', 'location'),
    ...(details.status === 'cancelled' && base.details.status !== 'cancelled' && { cancelled: true }),
  }
}

// RFC 5545 gives a start without an end no length; an exception that says nothing of its end, or has one before its start,
// has the length of its series: set aside, it would leave the occurrence where it no longer is.
function readOwnTime(event: EventProperties, base: ReadEvent): Result<EventTime | undefined, SetAsideReason> {
  const dtstart = event.first('dtstart')
  if (!dtstart) return ok(undefined)
  const time = readTimes(event, base.clockOf)
  if (!time.ok && time.reason !== 'end-before-start') return time
  if (time.ok && (event.names.has('dtend') || event.names.has('duration'))) return time
  const start = readEventTime({ dtstart, dtend: undefined, duration: undefined }, base.clockOf)
  if (!start.ok || start.value.kind !== base.time.kind) return start
  return ok(lasting(start.value, lengthOf(base.time)))
}

/** The time of the occurrence as the series alone has it. */
function usualTime(original: WallTime, base: EventTime): AppointmentTime {
  switch (base.kind) {
    case 'all-day': {
      const firstDay = dateOfMoment({ kind: 'floating', wall: original })
      return appointmentTime({ ...base, firstDay })
    }
    case 'floating':
      return { kind: 'floating', start: original, end: utcAsWall(wallAsUtc(original) + base.length) }
    case 'timed': {
      const startsAt = base.clock.instantOf(original)
      return { kind: 'timed', startsAt, endsAt: instant(startsAt + lengthOf(base)), zone: base.clock.zone }
    }
  }
}

function sameTime(a: AppointmentTime, b: AppointmentTime): boolean {
  if (a.kind === 'timed' && b.kind === 'timed') return a.startsAt === b.startsAt && a.endsAt === b.endsAt
  if (a.kind === 'all-day' && b.kind === 'all-day') return a.firstDay === b.firstDay && a.lastDay === b.lastDay
  return a.kind === 'floating' && b.kind === 'floating' && a.start === b.start && a.end === b.end
}

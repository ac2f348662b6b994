import type { AppointmentStatus, Availability } from '../model/appointment.ts'
import { readAttendees, readOrganizer } from './attendees.ts'
import type { EventProperties } from './event-properties.ts'
import type { ImportedAppointment } from './read-report.ts'

/** Everything of an event but its times. */
export type EventDetails = Omit<ImportedAppointment, 'time' | 'series' | 'overrides'>

const READ = new Set(
  (
    'uid dtstamp created last-modified sequence summary description location status transp class organizer attendee ' +
    'dtstart dtend duration rrule rdate exdate recurrence-id x-dayloom-status'
  ).split(' '),
)
const LONGEST = { title: 1_000, description: 100_000, location: 2_000, line: 100_000, lines: 500 }

/** `remarks`: what had to be shortened or left out, in words. */
export function readDetails(event: EventProperties, uid: string): { details: EventDetails; remarks: string[] } {
  const remarks: string[] = []
  const text = (name: string, longest: number): string => {
    const value = event.first(name)?.values.join(',') ?? ''
    if (value.length > longest) remarks.push(`${name.toUpperCase()} was cut to ${longest} characters`)
    return value.slice(0, longest)
  }
  const organizer = event.first('organizer')
  const details: EventDetails = {
    uid,
    sequence: sequenceOf(event),
    title: text('summary', LONGEST.title),
    description: text('description', LONGEST.description),
    location: text('location', LONGEST.location),
    notes: '',
    status: statusOf(event),
    availability: availabilityOf(event),
    private: ['PRIVATE', 'CONFIDENTIAL'].includes(upper(event, 'class')),
    attendees: readAttendees(event.all('attendee'), uid),
    hosts: [],
    answers: {},
    source: 'import',
    organizer: organizer && readOrganizer(organizer),
    earlierTimes: [],
    unknownProperties: unknownLines(event, remarks),
  }
  return { details, remarks: [...remarks, ...unreadableRemarks(event)] }
}

/** A revision counter; what is no number counts as 0. */
export function sequenceOf(event: EventProperties): number {
  const sequence = Number(event.first('sequence')?.values[0] ?? 0)
  return Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0
}

function upper(event: EventProperties, name: string): string {
  return (event.first(name)?.values[0] ?? '').trim().toUpperCase()
}

// RFC 5545 has no word for three of ours; a file that we wrote says them in a property of its own.
function statusOf(event: EventProperties): AppointmentStatus {
  if (upper(event, 'status') === 'CANCELLED') return 'cancelled'
  const own = upper(event, 'x-dayloom-status').toLowerCase()
  return own === 'pending' || own === 'completed' || own === 'no-show' ? own : 'confirmed'
}

function availabilityOf(event: EventProperties): Availability {
  if (upper(event, 'transp') === 'TRANSPARENT') return 'free'
  return upper(event, 'status') === 'TENTATIVE' ? 'tentative' : 'busy'
}

function unknownLines(event: EventProperties, remarks: string[]): string[] {
  const lines = [...event.names].flatMap(([name, properties]) =>
    READ.has(name) ? [] : properties.map((property) => property.line.text),
  )
  const kept = lines.filter((line) => line.length <= LONGEST.line).slice(0, LONGEST.lines)
  const whole = event.alarms.every((line) => line.length <= LONGEST.line)
  const alarms = whole && kept.length + event.alarms.length <= LONGEST.lines ? event.alarms : []
  const missing = lines.length - kept.length + event.alarms.length - alarms.length
  if (missing > 0) remarks.push(`${missing} very long or very many further lines (an attachment?) were left out`)
  return [...kept, ...alarms]
}

function unreadableRemarks(event: EventProperties): string[] {
  const remarks = event.unreadable.map((line) => `line ${line.line} could not be read: ${line.text.slice(0, 200)}`)
  return event.names.has('exrule') ? [...remarks, 'EXRULE is not applied'] : remarks
}

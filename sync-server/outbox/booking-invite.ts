import { escapeText, parameter, writeLine } from '../../src/core/ical/write-line.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'

type Person = { readonly name: string; readonly email: string }

export type InviteFacts = {
  readonly uid: string
  readonly sequence: number
  readonly summary: string
  readonly location: string | undefined
  readonly time: Interval
  readonly organizer: Person
  /** `invited`: who has not said that they come. */
  readonly attendee: Person & { readonly invited?: boolean }
  /** When it was said (DTSTAMP). */
  readonly at: Instant
}

export type InviteMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

/**
 * One appointment for calendar programs, as iTIP (RFC 5546) wants it: `REQUEST` and `CANCEL` in mails, `PUBLISH` as a file.
 * In UTC, so that it needs no time zone rules.
 */
export function bookingInvite(facts: InviteFacts, method: InviteMethod): string {
  const { uid, sequence, summary, location, time, organizer, attendee, at } = facts
  const answer = attendee.invited === true ? 'NEEDS-ACTION' : 'ACCEPTED'
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dayloom//Dayloom//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(time.start)}`,
    `DTEND:${utc(time.end)}`,
    `SEQUENCE:${sequence}`,
    `SUMMARY:${text(summary)}`,
    ...(location === undefined ? [] : [`LOCATION:${text(location)}`]),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    `ORGANIZER;CN=${named(organizer)}:mailto:${organizer.email}`,
    `ATTENDEE;CN=${named(attendee)};ROLE=REQ-PARTICIPANT;PARTSTAT=${answer};RSVP=FALSE:mailto:${attendee.email}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(writeLine).join('')
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

// Of control characters only a line break has a place in a calendar file.
function text(value: string): string {
  return escapeText(value.replaceAll(/(?![\r\n])\p{Cc}/gu, ' '))
}

function named(person: Person): string {
  return parameter(person.name.replaceAll(/\p{Cc}/gu, ' '))
}

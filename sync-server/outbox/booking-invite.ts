import type { Instant, Interval } from '../../src/core/model/instant.ts'

type Person = { readonly name: string; readonly email: string }

export type InviteFacts = {
  readonly uid: string
  readonly sequence: number
  readonly summary: string
  readonly location: string | undefined
  readonly time: Interval
  readonly organizer: Person
  readonly attendee: Person
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
    `ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`,
    `ATTENDEE;CN=${quoted(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${attendee.email}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** RFC 5545 3.3.11. */
function text(value: string): string {
  return value
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ')
}

// A parameter has no way to write a quote (RFC 5545 3.2).
function quoted(value: string): string {
  return `"${value.replaceAll('"', "'").replaceAll(/\p{Cc}/gu, ' ')}"`
}

/** RFC 5545 3.1: at most 75 octets a line, never cut within a character. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 74) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}

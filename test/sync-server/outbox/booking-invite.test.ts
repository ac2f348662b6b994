import ICAL from 'ical.js'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { bookingInvite } from '../../../sync-server/outbox/booking-invite.ts'

const facts = {
  uid: 'booking-1@dayloom',
  sequence: 0,
  summary: 'Consultation: Anna Berg',
  location: 'In person: 2 Mill Lane',
  time: { start: instant(Date.parse('2026-11-23T08:00:00Z')), end: instant(Date.parse('2026-11-23T08:30:00Z')) },
  organizer: { name: 'Anna Berg', email: 'anna@example.org' },
  attendee: { name: 'Ida Holm', email: 'ida@example.org' },
  at: instant(Date.parse('2026-11-20T11:00:00Z')),
}

test('an invitation as iTIP wants it, line by line', () => {
  expect(bookingInvite(facts, 'REQUEST').split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dayloom//Dayloom//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:booking-1@dayloom',
    'DTSTAMP:20261120T110000Z',
    'DTSTART:20261123T080000Z',
    'DTEND:20261123T083000Z',
    'SEQUENCE:0',
    'SUMMARY:Consultation: Anna Berg',
    'LOCATION:In person: 2 Mill Lane',
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'ORGANIZER;CN=Anna Berg:mailto:anna@example.org',
    'ATTENDEE;CN=Ida Holm;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mail',
    ' to:ida@example.org',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('a cancellation says so twice', () => {
  const text = bookingInvite({ ...facts, sequence: 1 }, 'CANCEL')
  expect(text).toContain('METHOD:CANCEL\r\n')
  expect(text).toContain('STATUS:CANCELLED\r\n')
})

test('any text comes out as it went in, and makes no line of its own', () => {
  // Control characters have no place in a calendar file; a line break has one.
  const texts = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replaceAll(/\p{Cc}/gu, '\n').trim())
  fc.assert(
    fc.property(texts, texts, (summary, name) => {
      const text = bookingInvite({ ...facts, summary, attendee: { ...facts.attendee, name } }, 'REQUEST')
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
      expect(event?.getFirstPropertyValue('summary')).toBe(summary)
      expect(event?.getFirstProperty('attendee')?.getFirstParameter('cn')).toBe(name.replaceAll('\n', ' '))
      expect(event?.getAllProperties()).toHaveLength(11)
    }),
    { numRuns: 100 },
  )
})

import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { type BookingMail, MailEvent } from '../../../sync-server/outbox/booking-mail.ts'
import { composeBookingMail } from '../../../sync-server/outbox/compose-booking-mail.ts'
import type { Mail } from '../../../sync-server/outbox/mail.ts'
import { id } from '../../support/rows.ts'
import { bookingMail, spanAt, TEN } from './mail-facts.ts'

const texts = await createTexts()
const deps = { texts, publicUrl: () => 'https://book.example.org', serverKey: new Uint8Array(32) }
const ELEVEN = TEN + 3_600_000
const guest = { id: id(ids.AttendeeId, 3), name: 'Kim', email: 'kim@example.org', zone: 'Europe/Berlin' }
const proposal = { time: spanAt(ELEVEN), expiresAt: TEN - 3_600_000, at: 5 }

function composed(edit: object): Mail {
  return composeBookingMail('m', bookingMail({ guest, proposal: undefined, sequence: 3, ...edit }), deps)
}

// Guests hear of what is agreed alone.
const TO_GUESTS: ReadonlySet<string> = new Set([
  'confirmed',
  'rescheduled',
  'reassigned',
  'cancelled',
  'proposal-accepted',
])
const all = MailEvent.options.flatMap((event) =>
  (['invitee', 'guest', 'host'] as const).map((recipient) => ({ event, recipient })),
)
const existing = all.filter(({ event, recipient }) => {
  if (recipient === 'guest') return TO_GUESTS.has(event)
  return recipient === 'invitee' || event !== 'link-renewed'
})

describe.each(existing)('$event to the $recipient', ({ event, recipient }) => {
  const mail = composed({ event, recipient, earlier: spanAt(ELEVEN), proposal })

  test('has all its texts', () => {
    const all = [mail.subject, mail.text, mail.html].join('\n')
    expect(all).not.toMatch(/\{\{|\}\}|mail\.[a-z]|undefined/)
    expect(mail.to).toEqual(
      {
        invitee: { name: 'Ida Holm', address: 'ida@example.org' },
        guest: { name: 'Kim', address: 'kim@example.org' },
        host: { name: 'Anna Berg', address: 'anna@example.org' },
      }[recipient],
    )
  })

  test('C14 only the invitee gets the manage link', () => {
    const has = mail.text.includes('https://book.example.org/booking/')
    expect(has).toBe(recipient === 'invitee' && event !== 'cancelled')
    expect(mail.html.includes('https://book.example.org/booking/')).toBe(has)
  })

  test('calendar programs are told what changes a calendar, and nothing else', () => {
    expect(mail.invite?.method).toBe(METHODS[event])
    expect(propertiesOf(mail)).toEqual(
      METHODS[event] && {
        method: METHODS[event],
        uid: 'booking@dayloom',
        sequence: 3,
        status: event === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
        organizer: 'mailto:anna@example.org',
        attendees: [recipient === 'guest' ? 'mailto:kim@example.org' : 'mailto:ida@example.org'],
      },
    )
  })
})

const METHODS: Readonly<Record<BookingMail['event'], 'REQUEST' | 'CANCEL' | undefined>> = {
  confirmed: 'REQUEST',
  rescheduled: 'REQUEST',
  reassigned: 'REQUEST',
  cancelled: 'CANCEL',
  proposed: undefined,
  'proposal-accepted': 'REQUEST',
  'proposal-declined': undefined,
  'proposal-withdrawn': undefined,
  'proposal-expired': undefined,
  'link-renewed': undefined,
}

function propertiesOf({ invite }: Mail): object | undefined {
  if (!invite) return undefined
  const calendar = new ICAL.Component(ICAL.parse(invite.content))
  const event = calendar.getFirstSubcomponent('vevent')
  const of = (name: string) => event?.getFirstPropertyValue(name)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: of('uid'),
    sequence: of('sequence'),
    status: of('status'),
    organizer: of('organizer'),
    attendees: event?.getAllProperties('attendee').map((one) => one.getFirstValue()),
  }
}

test('of a team each host’s copy names one organizer and that host', () => {
  const ben = { id: id(ids.MemberId, 2), name: 'Ben', email: 'ben@example.org', zone: 'Europe/Berlin' }
  const organizer = { name: 'Anna Berg', email: 'anna@example.org' }
  expect(propertiesOf(composed({ recipient: 'host', host: ben, organizer }))).toMatchObject({
    organizer: 'mailto:anna@example.org',
    attendees: ['mailto:ben@example.org'],
  })
})

test('a move says when it is, when it was, who moved it and why', () => {
  const mail = composed({
    event: 'rescheduled',
    recipient: 'host',
    earlier: spanAt(ELEVEN),
    actor: 'Ben Adler',
    reason: 'A leak',
  })
  expect(mail.subject).toBe('Moved: Consultation with Ida Holm, Monday, 23 November 2026, 10:00–10:30')
  expect(mail.text).toContain(
    [
      'What: Consultation',
      'When: Monday, 23 November 2026, 10:00–10:30 (Europe/Berlin, GMT+1)',
      'Before: Monday, 23 November 2026, 11:00–11:30 (Europe/Berlin, GMT+1)',
      'Guest: Ida Holm, ida@example.org',
      'Changed by: Ben Adler',
      'Reason: A leak',
    ].join('\n'),
  )
})

test('C10 a proposal says both times and until when it is held, on the reader’s clock', () => {
  const mail = composed({ event: 'proposed', proposal })
  expect(mail.subject).toBe('Another time? Consultation with Anna Berg, Monday, 23 November 2026, 05:00–05:30')
  expect(mail.text).toContain(
    [
      'When: Monday, 23 November 2026, 04:00–04:30 (America/New York, GMT-5)',
      'Proposed: Monday, 23 November 2026, 05:00–05:30 (America/New York, GMT-5)',
      'Answer by: Monday, 23 November 2026, 03:00',
    ].join('\n'),
  )
})

test('MAIL_FROM is who sends, under the workspace’s name where it has none', () => {
  const from = (mailFrom: { name: string; address: string }) =>
    composeBookingMail('m', bookingMail(), { ...deps, config: { mailFrom } }).from
  expect(from({ name: '', address: 'rooms@example.net' })).toEqual({ name: 'Clinic', address: 'rooms@example.net' })
  expect(from({ name: 'Mill Lane', address: 'rooms@example.net' })).toEqual({
    name: 'Mill Lane',
    address: 'rooms@example.net',
  })
})

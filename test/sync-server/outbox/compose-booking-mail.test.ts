import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTransport } from 'nodemailer'
import * as ids from '../../../src/core/model/ids.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { BookingMail } from '../../../sync-server/outbox/booking-mail.ts'
import { composeBookingMail } from '../../../sync-server/outbox/compose-booking-mail.ts'
import { id } from '../../support/rows.ts'

const texts = await createTexts()
const deps = { texts, publicUrl: () => 'https://book.example.org', serverKey: new Uint8Array(32) }

function facts(edit: object = {}): BookingMail {
  return BookingMail.parse({
    event: 'confirmed',
    recipient: 'invitee',
    booking: id(ids.BookingId, 1),
    attendee: id(ids.AttendeeId, 2),
    generation: 0,
    uid: 'booking@dayloom',
    sequence: 0,
    startsAt: Date.parse('2026-11-23T08:00:00Z'),
    endsAt: Date.parse('2026-11-23T08:30:00Z'),
    eventType: 'Consultation',
    slug: 'anna',
    workspace: { name: 'Clinic', locale: 'en-GB' },
    host: { id: id(ids.MemberId, 1), name: 'Anna Berg', email: 'anna@example.org', zone: 'Europe/Berlin' },
    invitee: { name: 'Ida Holm', email: 'ida@example.org', zone: 'America/New_York' },
    answers: [],
    at: 0,
    ...edit,
  })
}

test('each reads the time on their own clock', () => {
  expect(composeBookingMail('m', facts(), deps).text).toContain('03:00–03:30 (America/New York, GMT-5)')
  const toHost = composeBookingMail('m', facts({ recipient: 'host' }), deps)
  expect(toHost.text).toContain('09:00–09:30 (Europe/Berlin, GMT+1)')
})

test('a cancellation brings its reason, a cancelling invitation and no manage link', () => {
  const mail = composeBookingMail('m', facts({ event: 'cancelled', reason: 'A <cold>', sequence: 1 }), deps)
  expect(mail.subject).toBe('Cancelled: Consultation with Anna Berg, Monday, 23 November 2026, 03:00–03:30')
  expect(mail.text).toContain('Reason: A <cold>')
  expect(mail.html).toContain('A &lt;cold&gt;')
  expect(mail.text).toContain('https://book.example.org/book/anna/')
  expect(mail.text).not.toContain('/manage')
  expect(mail.invite?.method).toBe('CANCEL')
  expect(mail.invite?.content).toContain('SEQUENCE:1\r\n')
})

test.each([
  ['http://127.0.0.1:4780', 'no-reply@dayloom.invalid'],
  ['http://localhost:4780', 'no-reply@dayloom.invalid'],
  ['http://[::1]:4780', 'no-reply@dayloom.invalid'],
  ['https://book.example.org:8443', 'no-reply@book.example.org'],
])('at %s mail comes from %s', (url, address) => {
  expect(composeBookingMail('m', facts(), { ...deps, publicUrl: () => url }).from).toEqual({ name: 'Clinic', address })
})

test('no name, reason or title can add a header or a recipient', async () => {
  const transport = createTransport({ streamTransport: true, buffer: true })
  const hostile = fc.constantFrom(
    'Eve\r\nBcc: eve@example.org',
    'Eve <eve@example.org>, x',
    'eve@example.org, "Eve" <eve@example.net>',
    '"; Bcc: eve@example.org',
    'a\u2028Bcc: eve@example.org',
    '=?UTF-8?Q?Eve=0D=0ABcc:_eve=40example.org?=',
  )
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, title) => {
      const host = { ...facts().host, name }
      const mail = composeBookingMail(
        'm',
        facts({ invitee: { ...facts().invitee, name }, host, eventType: title, workspace: { name, locale: 'en' } }),
        deps,
      )
      const { message, envelope } = await transport.sendMail({ ...mail, icalEvent: mail.invite })
      expect(envelope).toEqual({ from: 'no-reply@book.example.org', to: ['ida@example.org'] })
      const head = (Buffer.isBuffer(message) ? message.toString('utf8') : '').split('\r\n\r\n')[0] ?? ''
      expect(head).not.toMatch(/^(?:Bcc|Cc):/im)
    }),
  )
})

test('an address that is not one address is refused before it is queued', () => {
  for (const email of [
    'ida@example.org, eve@example.org',
    'ida@example.org\r\nBcc: eve@example.org',
    '<ida@example.org>',
  ])
    expect(() => facts({ invitee: { ...facts().invitee, email } })).toThrow('e-mail')
})

test('whoever is put down without an address stands in no head and in no calendar file', () => {
  const hostile = 'x@example.org\r\nATTENDEE:mailto:eve@example.org'
  for (const email of ['', hostile]) {
    const mail = composeBookingMail('m', facts({ recipient: 'host', invitee: { ...facts().invitee, email } }), deps)
    expect(mail.replyTo).toEqual({ name: 'Clinic', address: 'no-reply@book.example.org' })
    expect(mail.invite?.content.replaceAll('\r\n ', '').match(/^ATTENDEE.*$/gm)).toEqual([
      'ATTENDEE;CN=Anna Berg;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:anna@example.org',
    ])
  }
})

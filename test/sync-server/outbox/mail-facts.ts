import * as ids from '../../../src/core/model/ids.ts'
import { BookingMail } from '../../../sync-server/outbox/booking-mail.ts'
import { id } from '../../support/rows.ts'

export const TEN = Date.parse('2026-11-23T09:00:00Z')
const HALF_HOUR = 1_800_000

/** The invitee's copy of one mail; times from `start`. */
export function bookingMail(edit: object = {}, start = TEN): BookingMail {
  return BookingMail.parse({
    event: 'confirmed',
    recipient: 'invitee',
    booking: id(ids.BookingId, 1),
    attendee: id(ids.AttendeeId, 2),
    generation: 0,
    uid: 'booking@dayloom',
    sequence: 0,
    startsAt: start,
    endsAt: start + HALF_HOUR,
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

export function spanAt(start: number): { start: number; end: number } {
  return { start, end: start + HALF_HOUR }
}

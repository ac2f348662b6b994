import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Attendee } from '../../src/core/model/attendee.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { AppointmentId, AttendeeId, BookingId, CalendarId, MemberId } from '../../src/core/model/ids.ts'
import { QuestionId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { wallOf } from '../../src/core/time/wall-clock.ts'
import type { Wish } from './booking-request.ts'

/** Who comes along; nothing but the address is known. */
export type BookedGuest = { readonly id: AttendeeId; readonly email: string }

export type Booked = {
  readonly id: AppointmentId
  readonly booking: BookingId
  readonly attendee: AttendeeId
  readonly guests: readonly BookedGuest[]
  readonly calendar: CalendarId
  readonly eventType: EventType
  readonly hosts: readonly MemberId[]
  readonly time: Interval
  readonly zone: ZoneName
  readonly wish: Wish
  readonly title: string
  /** The edition of the tz database that this process counts with. */
  readonly tz: string
  readonly at: Instant
}

/** The same in every host's calendar and in every mail: one meeting, one UID. */
export function uidOf(booking: BookingId): string {
  return `${booking}@dayloom`
}

/** The appointment that stands in a host's calendar for a booking. */
export function bookedAppointment(booked: Booked): Appointment {
  const { eventType, wish, time, at } = booked
  const location = eventType.locations[0]
  return {
    id: booked.id,
    calendar: booked.calendar,
    uid: uidOf(booked.booking),
    sequence: 0,
    title: booked.title,
    description: '',
    location: location?.details ?? '',
    notes: '',
    time: { kind: 'timed', startsAt: time.start, endsAt: time.end, zone: booked.zone },
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [
      {
        id: booked.attendee,
        name: wish.name,
        email: wish.email,
        ...(wish.phone !== undefined && { phone: wish.phone }),
        zone: wish.zone,
        status: 'confirmed',
        kind: 'booker',
      },
      ...booked.guests.map(guestOf),
    ],
    hosts: [...booked.hosts],
    eventType: eventType.id,
    bookingId: booked.booking,
    answers: Object.fromEntries(
      Object.entries(wish.answers).map(([question, answer]) => [QuestionId.parse(question), answer]),
    ),
    buffers: eventType.buffers,
    promised: { start: wallOf(time.start, wish.zone), zone: wish.zone, tz: booked.tz },
    source: 'booking',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: at,
    createdBy: booked.attendee,
    changedAt: at,
  }
}

function guestOf({ id, email }: BookedGuest): Attendee {
  return { id, name: email, email, status: 'needs-action', kind: 'guest' }
}

import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Attendee } from '../../src/core/model/attendee.ts'
import type { BookingLink } from '../../src/core/model/booking-link.ts'
import { Calendar, type Permission, type Share } from '../../src/core/model/calendar.ts'
import { EventType } from '../../src/core/model/event-type.ts'
import {
  AppointmentId,
  AttendeeId,
  BookingId,
  BookingLinkId,
  EventTypeId,
  ScheduleId,
} from '../../src/core/model/ids.ts'
import { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { Member } from '../../src/core/model/member.ts'
import { Schedule } from '../../src/core/model/schedule.ts'
import { WallDate, WallTime, ZoneName } from '../../src/core/model/wall.ts'
import { Slug, Workspace } from '../../src/core/model/workspace.ts'
import { addDays, instantOf } from '../../src/core/time/wall-clock.ts'

// A clinic with four people, as a desk of one of them sees it.

export const ZONE = ZoneName.parse('Europe/Berlin')

export function uuid(kind: number, n: number): string {
  return `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}${String(n).padStart(8, '0')}`
}

export const workspace = Workspace.parse({
  id: WorkspaceId.parse(uuid(1, 1)),
  name: 'Lindenhof Clinic',
  slug: 'lindenhof',
  zone: ZONE,
  locale: 'en-GB',
  weekStart: 1,
})

function member(n: number, name: string, role: Member['role'], colour: string): Member {
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  const email = `${slug}@lindenhof.example`
  return Member.parse({ id: MemberId.parse(uuid(2, n)), name, email, role, slug, zone: ZONE, colour, ended: false })
}

export const miriam = member(1, 'Miriam Vogel', 'owner', '#4f6bdc')
export const jonas = member(2, 'Jonas Peters', 'staff', '#2f8f5b')
export const sofia = member(3, 'Sofia Marin', 'manager', '#c9572d')
export const priya = member(4, 'Priya Raman', 'staff', '#a34fb8')
export const members = [miriam, jonas, sofia, priya]

export type SharedCalendar = { calendar: Calendar; permission: Permission; ownerName: string; shares: Share[] }

function calendar(
  n: number,
  owner: Member,
  look: { name: string; colour: string },
  permission: Permission,
): SharedCalendar {
  const shares: Share[] = owner === miriam && n === 1 ? [{ member: sofia.id, permission: 'write' }] : []
  return {
    calendar: Calendar.parse({
      id: CalendarId.parse(uuid(3, n)),
      owner: owner.id,
      ...look,
      description: '',
      zone: ZONE,
      countsAsBusy: true,
      receivesBookings: n === 1,
      archived: false,
    }),
    permission,
    ownerName: owner.name,
    shares,
  }
}

export function clinicCalendars(): SharedCalendar[] {
  return [
    calendar(1, miriam, { name: 'Consultations', colour: '#4f6bdc' }, 'admin'),
    calendar(2, miriam, { name: 'Personal', colour: '#b7791f' }, 'admin'),
    calendar(3, jonas, { name: 'Physiotherapy', colour: '#2f8f5b' }, 'read'),
    calendar(4, sofia, { name: 'Front desk', colour: '#c9572d' }, 'write'),
    calendar(5, priya, { name: 'Nutrition', colour: '#a34fb8' }, 'read'),
  ]
}

export const schedule = Schedule.parse({
  id: ScheduleId.parse(uuid(4, 1)),
  member: miriam.id,
  name: 'Working hours',
  zone: ZONE,
  weekly: [1, 2, 3, 4, 5].map((day) => ({
    day,
    ranges:
      day === 5
        ? [{ start: '08:00', end: '13:00' }]
        : [
            { start: '08:00', end: '12:30' },
            { start: '13:30', end: '18:00' },
          ],
  })),
  overrides: [],
})

export function eventType(n: number, name: string, minutes: number): EventType {
  return EventType.parse({
    id: EventTypeId.parse(uuid(5, n)),
    owner: miriam.id,
    name,
    slug: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    description: '',
    category: 'one-on-one',
    durations: minutes === 30 ? [30, 60] : [minutes],
    step: minutes,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 60,
    horizon: { kind: 'calendar-days', days: 60 },
    schedule: schedule.id,
    hosts: [{ member: miriam.id, required: true }],
    locations: [],
    questions: [],
    colour: '#4f6bdc',
    private: false,
    status: 'active',
  })
}

export function bookingLink(n: number, type: EventType): BookingLink {
  return { id: BookingLinkId.parse(uuid(6, n)), eventType: type.id, slug: Slug.parse(type.slug), active: true }
}

let made = 0

/** A plain appointment; `change` says what is special. */
export function appointment(calendarNumber: number, title: string, change: Partial<Appointment>): Appointment {
  made += 1
  return {
    id: AppointmentId.parse(uuid(7, made)),
    calendar: CalendarId.parse(uuid(3, calendarNumber)),
    uid: uuid(7, made),
    sequence: 0,
    title,
    description: '',
    location: '',
    notes: '',
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: instant(0),
    createdBy: miriam.id,
    changedAt: instant(0),
    ...change,
  }
}

export function timed(date: WallDate, start: string, end: string, zone = ZONE): Pick<Appointment, 'time'> {
  const at = (clock: string) => instantOf(WallTime.parse(`${date}T${clock}:00`), zone)
  return { time: { kind: 'timed', startsAt: at(start), endsAt: at(end), zone } }
}

export function allDay(firstDay: WallDate, days = 1): Pick<Appointment, 'time'> {
  return { time: { kind: 'all-day', firstDay, lastDay: addDays(firstDay, days - 1) } }
}

export function weekly(date: WallDate, start: string, minutes: number, rule: string): Pick<Appointment, 'series'> {
  return {
    series: {
      start: WallTime.parse(`${date}T${start}:00`),
      allDay: false,
      zone: ZONE,
      length: minutes * 60_000,
      rules: [rule],
      rdates: [],
      exdates: [],
    },
  }
}

export function booker(n: number, name: string): Pick<Appointment, 'attendees' | 'bookingId' | 'source'> {
  const attendee: Attendee = {
    id: AttendeeId.parse(uuid(8, n)),
    name,
    email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`,
    phone: '+49 30 5550 1234',
    status: 'confirmed',
    kind: 'booker',
  }
  return { attendees: [attendee], bookingId: BookingId.parse(uuid(9, n)), source: 'booking' }
}

import { z } from 'zod'
import { homesOf, type NewHome } from '../document/home-document.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { Buffers } from '../model/event-type.ts'
import {
  AppointmentId,
  AttendeeId,
  BookingId,
  CalendarId,
  EventTypeId,
  MemberId,
  type WorkspaceId,
} from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import { Email } from '../model/member.ts'
import { ok, type Result } from '../model/result.ts'
import { ZoneName } from '../model/wall.ts'
import { wallOf } from '../time/wall-clock.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openHome } from './open-home.ts'
import { isPlaced } from './placed-time.ts'

const BookAppointment = z.object({
  id: AppointmentId,
  booking: BookingId,
  calendar: CalendarId,
  /** Whose calendar it is, and whose time it takes. */
  host: MemberId,
  eventType: EventTypeId,
  title: z.string().max(1_000),
  location: z.string().max(2_000),
  buffers: Buffers,
  time: z
    .object({ startsAt: Instant, endsAt: Instant, zone: ZoneName })
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, 'end-before-start')
    .refine(isPlaced),
  invitee: z.object({ id: AttendeeId, name: z.string().trim().min(1).max(200), email: Email, zone: ZoneName }),
  /** The edition of the tz database by which the wall time is told (T3). */
  tz: z.string().max(20),
})
export type BookAppointment = z.infer<typeof BookAppointment>

type Reason = 'invalid-input' | 'newer-version'

/** C13: a booking that a host makes for somebody. It is provisional: whether it has its time, and who is told, the server says. */
export const bookAppointment: Command<BookAppointment, Appointment, Reason> = {
  verb: 'book-appointment',
  input: BookAppointment,
  documents: (input, workspace) => [...homesOf(homeOf(input, workspace))],
  run,
}

function homeOf({ id, calendar, time }: BookAppointment, workspace: WorkspaceId): NewHome & { id: AppointmentId } {
  return { id, workspace, calendar, time: { kind: 'timed', ...time } }
}

function run(documents: Documents, input: BookAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const opened = openHome(documents, homeOf(input, deps.workspace))
  if (!opened.ok) return opened

  const appointment = bookedBy(input, deps)
  transact(opened.value.doc, bookAppointment.verb, () => writeAppointment(opened.value.doc, appointment))
  return ok(appointment)
}

function bookedBy(input: BookAppointment, { now, actor }: CommandDeps): Appointment {
  const { invitee, time, booking, tz } = input
  return {
    id: input.id,
    calendar: input.calendar,
    // In every host's calendar and every mail the same (RFC 5545 3.8.4.7).
    uid: `${booking}@dayloom`,
    sequence: 0,
    title: input.title,
    description: '',
    location: input.location,
    notes: '',
    time: { kind: 'timed', ...time },
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [{ ...invitee, status: 'confirmed', kind: 'booker' }],
    hosts: [input.host],
    eventType: input.eventType,
    bookingId: booking,
    answers: {},
    buffers: input.buffers,
    promised: { start: wallOf(time.startsAt, invitee.zone), zone: invitee.zone, tz },
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: now,
    createdBy: actor,
    changedAt: now,
  }
}

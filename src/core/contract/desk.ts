import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { Appointment, AppointmentStatus, AppointmentTime, Availability, Series } from '../model/appointment.ts'
import { BookingLink } from '../model/booking-link.ts'
import { Calendar, Permission, Share } from '../model/calendar.ts'
import { EventType } from '../model/event-type.ts'
import { AppointmentId, BookingId, CalendarId, CommandId, EventTypeId, MemberId, ScheduleId } from '../model/ids.ts'
import { Instant, Interval } from '../model/instant.ts'
import { Email, Member } from '../model/member.ts'
import { Schedule, WeeklyHours } from '../model/schedule.ts'
import { WallTime, ZoneName } from '../model/wall.ts'
import { Colour, Name, Workspace } from '../model/workspace.ts'
import { ImportProgress } from './calendar-file.ts'
import { Refusal } from './refusal.ts'
import { SyncState } from './sync-state.ts'

/** What a window (or the command line) may ask of an engine. Every call may end in REFUSED with a reason of the closed list. */
const call = oc.errors({ REFUSED: { status: 422, data: Refusal } })

export const Session = z.object({
  workspace: Workspace,
  member: Member,
  /** Absent while working alone. */
  server: z.string().optional(),
  email: Email.optional(),
})
export type Session = z.infer<typeof Session>

/** What one square of a calendar shows: one occurrence. */
export const Occurrence = z.object({
  appointment: AppointmentId,
  /** Which occurrence of a series; absent for a single appointment. */
  original: WallTime.optional(),
  calendar: CalendarId,
  title: z.string(),
  location: z.string(),
  time: AppointmentTime,
  status: AppointmentStatus,
  availability: Availability,
  recurring: z.boolean(),
  private: z.boolean(),
  bookingId: BookingId.optional(),
  /** Shared as free-busy: the time is all that is known, and `appointment` names none that could be asked for. */
  busyOnly: z.literal(true).optional(),
  /** This device may change it. */
  writable: z.boolean(),
  /** `waiting`: on this disk, not yet on the server's. */
  sync: z.enum(['waiting', 'synced']),
})
export type Occurrence = z.infer<typeof Occurrence>

export const CalendarView = z.object({
  calendar: Calendar,
  permission: Permission,
  ownerName: z.string(),
  shares: z.array(Share),
})
export type CalendarView = z.infer<typeof CalendarView>

/** Which part of a series an edit is meant for. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('one'), original: WallTime }),
])
export type Scope = z.infer<typeof Scope>

export const NewAppointment = z.object({
  calendar: CalendarId,
  title: z.string().max(1_000),
  description: z.string().max(100_000).optional(),
  location: z.string().max(2_000).optional(),
  notes: z.string().max(100_000).optional(),
  /** Exactly one of the two. */
  time: AppointmentTime.optional(),
  series: Series.optional(),
  availability: Availability.optional(),
  private: z.boolean().optional(),
})
export type NewAppointment = z.infer<typeof NewAppointment>

export const AppointmentEdit = z.object({
  title: z.string().max(1_000).optional(),
  description: z.string().max(100_000).optional(),
  location: z.string().max(2_000).optional(),
  notes: z.string().max(100_000).optional(),
  availability: Availability.optional(),
  private: z.boolean().optional(),
  /** Scope `all` of a series only. */
  series: Series.optional(),
})
export type AppointmentEdit = z.infer<typeof AppointmentEdit>

export const NewCalendar = z.object({ name: Name, colour: Colour.optional(), zone: ZoneName.optional() })
export type NewCalendar = z.infer<typeof NewCalendar>

/** Collections whose rows changed; a window asks anew for what it shows of them. */
export const Changed = z.array(
  z.enum(['appointments', 'calendars', 'members', 'schedules', 'eventTypes', 'session', 'refused']),
)
export type Changed = z.infer<typeof Changed>

export const RefusedCommand = z.object({
  id: CommandId,
  verb: z.string(),
  /** Everything the person had entered, to be copied out (Y4). */
  input: z.unknown(),
  reason: z.string(),
  at: Instant,
})
export type RefusedCommand = z.infer<typeof RefusedCommand>

export const deskContract = {
  session: {
    get: call.output(Session),
    /** Signs in to a server, or, while working alone with `register`, opens an account there and uploads the same ids. */
    connect: call
      .input(
        z.object({
          server: z.url(),
          email: Email,
          password: z.string().min(1).max(1_000),
          register: z.boolean().optional(),
        }),
      )
      .output(Session),
  },
  sync: {
    state: call.output(SyncState),
    watch: call.output(eventIterator(SyncState)),
    refused: call.output(z.array(RefusedCommand)),
    /** Takes a refused command off the list, once the person has seen it. */
    dismiss: call.input(z.object({ id: CommandId })).output(z.void()),
  },
  changes: { watch: call.output(eventIterator(Changed)) },
  members: { list: call.output(z.array(Member)) },
  calendars: {
    list: call.output(z.array(CalendarView)),
    create: call.input(NewCalendar).output(Calendar),
    edit: call
      .input(
        z.object({
          id: CalendarId,
          name: Name.optional(),
          colour: Colour.optional(),
          countsAsBusy: z.boolean().optional(),
        }),
      )
      .output(Calendar),
    /** Online only, unless working alone. No `permission`: withdrawn. */
    share: call
      .input(z.object({ calendar: CalendarId, member: MemberId, permission: Permission.optional() }))
      .output(z.void()),
  },
  appointments: {
    /** All occurrences that touch the span, ascending; all-day and floating ones as seen in `zone`. At most 400 days. */
    within: call
      .input(z.object({ span: Interval, zone: ZoneName, calendars: z.array(CalendarId).max(1_000).optional() }))
      .output(z.array(Occurrence)),
    get: call.input(z.object({ id: AppointmentId })).output(Appointment),
    create: call.input(NewAppointment).output(Appointment),
    edit: call.input(z.object({ id: AppointmentId, scope: Scope, edit: AppointmentEdit })).output(Appointment),
    /** `all` of a series shifts it by what the named occurrence moves (`original` of it). */
    move: call
      .input(z.object({ id: AppointmentId, scope: Scope, original: WallTime.optional(), time: AppointmentTime }))
      .output(Appointment),
    cancel: call
      .input(z.object({ id: AppointmentId, scope: Scope, reason: z.string().max(2_000).optional() }))
      .output(Appointment),
    /** Marked, restorable for 30 days. */
    remove: call.input(z.object({ id: AppointmentId, scope: Scope })).output(z.void()),
    restore: call.input(z.object({ id: AppointmentId })).output(Appointment),
  },
  schedules: {
    list: call.output(z.array(Schedule)),
    setWeeklyHours: call.input(z.object({ id: ScheduleId, weekly: z.array(WeeklyHours).max(7) })).output(Schedule),
  },
  eventTypes: {
    list: call.output(
      z.array(z.object({ eventType: EventType, links: z.array(BookingLink), publicUrls: z.array(z.url()) })),
    ),
    /** The same function that the public page uses, on what this device knows. */
    slots: call.input(z.object({ eventType: EventTypeId, span: Interval })).output(z.array(Interval)),
  },
  files: {
    /** Progress while it works, last the report. `calendar`: an id, or the name of one that is made if it is not there. */
    import: call
      .input(
        z.object({
          calendar: z.union([z.object({ id: CalendarId }), z.object({ name: Name })]),
          text: z.string(),
          fileName: z.string().max(500),
        }),
      )
      .output(eventIterator(ImportProgress)),
  },
}

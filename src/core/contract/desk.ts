import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { EditMember, EndMember, PassCalendar, RemoveTeam, SetRole, ShareCalendar } from './people-change.ts'
import { Absence } from '../model/absence.ts'
import { Appointment, AppointmentStatus, AppointmentTime, Availability, Series } from '../model/appointment.ts'
import { BookingLink } from '../model/booking-link.ts'
import { Calendar, Permission, Share, TeamShare } from '../model/calendar.ts'
import { EventType } from '../model/event-type.ts'
import { Holiday } from '../model/holiday.ts'
import {
  AbsenceId,
  AppointmentId,
  BookingId,
  BookingLinkId,
  CalendarId,
  CommandId,
  DeviceId,
  EventTypeId,
  MemberId,
  ScheduleId,
  TeamId,
} from '../model/ids.ts'
import { Instant, Interval } from '../model/instant.ts'
import { Email, Member } from '../model/member.ts'
import { Schedule, WeeklyHours } from '../model/schedule.ts'
import { Team } from '../model/team.ts'
import { WallDate, WallTime, ZoneName } from '../model/wall.ts'
import { Colour, Name, Workspace } from '../model/workspace.ts'
import {
  Affected,
  DayStretch,
  HolidayCountry,
  MemberTime,
  MovedPromise,
  Reasons,
  WorkspaceHolidays,
} from './availability.ts'
import { ImportProgress } from './calendar-file.ts'
import { BookingStanding, DeskBooking, Mark, NewProposal, Standing } from './desk-bookings.ts'
import { HistoryEntry } from './hosted-bookings.ts'
import { Glance, Onlooked } from './presence.ts'
import { Refusal } from './refusal.ts'
import { BookingToReassign, DeviceEntry } from './server.ts'
import { SyncState } from './sync-state.ts'

/** What a window (or the command line) may ask of an engine. Every call may end in REFUSED with a reason of the closed list. */
const call = oc.errors({ REFUSED: { status: 422, data: Refusal } })

/** Why there is nothing here of what was: signed out from another device, or left; or signed out here. */
export const WipedNotice = z.object({ why: z.enum(['revoked', 'signed-out']), at: Instant })
export type WipedNotice = z.infer<typeof WipedNotice>

export const Session = z.object({
  workspace: Workspace,
  member: Member,
  /** Absent while working alone. */
  server: z.string().optional(),
  email: Email.optional(),
  /** Until it was read. */
  wiped: WipedNotice.optional(),
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
  /** Of a booking that is not settled. */
  standing: Standing.optional(),
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
  teamShares: z.array(TeamShare).default([]),
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
  z.enum(['appointments', 'calendars', 'members', 'schedules', 'absences', 'eventTypes', 'session', 'refused']),
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

export const EventTypeWarning = z.enum(['buffers-longer-than-duration'])
export type EventTypeWarning = z.infer<typeof EventTypeWarning>

const Duration = z.int().min(1).max(1_440).optional()
const Members = z.array(MemberId).min(1).max(1_000)

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
    /**
     * Ends the session of this device. `keep`: what is here stays, and goes on once the same person signs in again; `wipe`: it is
     * gone from this disk, with what was not sent yet, and the desk begins as a fresh one.
     */
    signOut: call.input(z.object({ copy: z.enum(['keep', 'wipe']) })).output(Session),
    /** Online only. This person's, the one seen last first; `isThis`: the one at hand. */
    devices: call.output(z.array(DeviceEntry.extend({ isThis: z.boolean() }))),
    /** Online only. Another one of this person's: it is signed out, and wiped when it next connects. */
    revokeDevice: call.input(z.object({ device: DeviceId })).output(z.void()),
    /** The notice of a wipe was read. */
    seenWiped: call.output(z.void()),
  },
  sync: {
    state: call.output(SyncState),
    watch: call.output(eventIterator(SyncState)),
    refused: call.output(z.array(RefusedCommand)),
    /** Takes a refused command off the list, once the person has seen it. */
    dismiss: call.input(z.object({ id: CommandId })).output(z.void()),
    /** The person knows that the server was restored. */
    dismissRestored: call.output(z.void()),
  },
  changes: { watch: call.output(eventIterator(Changed)) },
  presence: {
    /** As long as it is open the window counts as looking, and is told who else does. */
    look: call.input(Glance).output(eventIterator(Onlooked)),
  },
  /** People and teams: who may is said by core/model/powers.ts. Changes are online only, unless working alone. */
  members: {
    list: call.output(z.array(Member)),
    setRole: call.input(SetRole).output(z.void()),
    update: call.input(EditMember).output(z.void()),
    /** Ended, not deleted. Answers with the bookings that are theirs and still to come. */
    end: call.input(EndMember).output(z.array(BookingToReassign)),
  },
  teams: {
    list: call.output(z.array(Team)),
    put: call.input(z.object({ team: Team })).output(z.void()),
    remove: call.input(RemoveTeam).output(z.void()),
  },
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
    /** Online only, unless working alone. With a member or a team. No `permission`: withdrawn. */
    share: call.input(ShareCalendar).output(z.void()),
    /** Online only, unless working alone. Makes somebody else its owner. */
    pass: call.input(PassCalendar).output(z.void()),
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
    /** All of a series. Answers with what it became: it has another id. */
    moveToCalendar: call.input(z.object({ id: AppointmentId, calendar: CalendarId })).output(Appointment),
    cancel: call
      .input(z.object({ id: AppointmentId, scope: Scope, reason: z.string().max(2_000).optional() }))
      .output(Appointment),
    /** Marked, restorable for 30 days. */
    remove: call.input(z.object({ id: AppointmentId, scope: Scope })).output(z.void()),
    restore: call.input(z.object({ id: AppointmentId })).output(Appointment),
    /** T3: of one's own calendars, booked ones to come whose promised wall time now stands elsewhere. */
    movedPromises: call.output(z.array(MovedPromise)),
    /** Keeps the moment: what clocks show at it is what is promised from now on. To restore the promised time, `move` it. */
    renewPromise: call.input(z.object({ id: AppointmentId })).output(Appointment),
  },
  bookings: {
    /** C13: for somebody, in the own calendar that takes bookings; provisional until the server has spoken. */
    book: call.input(DeskBooking).output(Appointment),
    standing: call.input(z.object({ id: AppointmentId })).output(BookingStanding),
    /** `no-show` and `completed` once it has begun. */
    mark: call.input(z.object({ id: AppointmentId, mark: Mark })).output(Appointment),
    /** C10: another time, held until the invitee answers or it expires. No `proposal`: taken back. */
    propose: call.input(z.object({ id: AppointmentId, proposal: NewProposal.optional() })).output(Appointment),
    /** C13: of one that was made here and lost its time. */
    keepPlain: call.input(z.object({ id: AppointmentId })).output(Appointment),
    /** Online only. Oldest first. */
    history: call.input(z.object({ id: AppointmentId })).output(z.array(HistoryEntry)),
  },
  schedules: {
    list: call.output(z.array(Schedule)),
    /** C12: what is booked and would lie outside, if the schedule or the absence were so. Nothing is moved. */
    impact: call
      .input(z.union([z.object({ schedule: Schedule }), z.object({ absence: Absence })]))
      .output(z.array(Affected)),
    /** When a member works within the span (at most 400 days), appointments apart. `known`: they have hours at all. */
    hours: call
      .input(z.object({ member: MemberId, span: Interval }))
      .output(z.object({ known: z.boolean(), hours: z.array(Interval) })),
    setWeeklyHours: call.input(z.object({ id: ScheduleId, weekly: z.array(WeeklyHours).max(7) })).output(Schedule),
    /** New, or in place of the one with its id. Answers with what is kept. */
    put: call.input(z.object({ schedule: Schedule })).output(Schedule),
  },
  absences: {
    /** Those that touch the span, or all; of these members, or of all. */
    list: call.input(z.object({ members: Members.optional(), span: Interval.optional() })).output(z.array(Absence)),
    /** New, or in place of the one with its id. */
    put: call.input(z.object({ absence: Absence })).output(Absence),
    remove: call.input(z.object({ member: MemberId, id: AbsenceId })).output(z.void()),
  },
  workspace: {
    /** For owners and admins. Online only, unless working alone. */
    setHolidays: call.input(WorkspaceHolidays).output(Workspace),
    /** The dates on which the country and the workspace are closed, both ends included. At most 1,000 days. */
    holidays: call.input(z.object({ from: WallDate, until: WallDate })).output(z.array(Holiday)),
    /** Whose public holidays can be chosen, in the workspace's language. */
    holidayRegions: call.output(z.array(HolidayCountry)),
  },
  eventTypes: {
    list: call.output(
      z.array(z.object({ eventType: EventType, links: z.array(BookingLink), publicUrls: z.array(z.url()) })),
    ),
    /** Online only. Active links whose public address is somebody else's: they asked for it first. */
    lostAddresses: call.output(z.array(BookingLinkId)),
    /** New, or in place of the one with its id; of a member's own, or of a team (a standing one stays where it is). */
    put: call
      .input(z.object({ eventType: EventType, team: TeamId.optional() }))
      .output(z.object({ eventType: EventType, warnings: z.array(EventTypeWarning) })),
    /** The same function that the public page uses, on what this device knows. `duration`: the type's first where absent. */
    slots: call
      .input(z.object({ eventType: EventTypeId, span: Interval, duration: Duration }))
      .output(z.array(Interval)),
    /** S14: everything that stands against a start; nothing: it can be booked. */
    whyNot: call.input(z.object({ eventType: EventTypeId, start: Instant, duration: Duration })).output(Reasons),
    /** A whole date of `zone`, in order. */
    whyNotDay: call
      .input(z.object({ eventType: EventTypeId, date: WallDate, zone: ZoneName, duration: Duration }))
      .output(z.array(DayStretch)),
  },
  freeBusy: {
    /** When each of the members is busy and, where their hours are known, free. At most 400 days. */
    of: call.input(z.object({ members: Members, span: Interval })).output(z.array(MemberTime)),
    /** When all of them are free for at least so many minutes, the earliest first. */
    common: call
      .input(
        z.object({
          members: Members,
          span: Interval,
          minutes: z.int().min(1).max(1_440),
          most: z.int().min(1).max(1_000),
        }),
      )
      .output(z.array(Interval)),
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

import type { z } from 'zod'
import type { DocumentName } from '../core/document/document-name.ts'
import type { Absence } from '../core/model/absence.ts'
import type { Appointment, AppointmentStatus } from '../core/model/appointment.ts'
import type { BookingLink } from '../core/model/booking-link.ts'
import type { Permission } from '../core/model/calendar.ts'
import type { EventType } from '../core/model/event-type.ts'
import type {
  AbsenceId,
  AppointmentId,
  BookingLinkId,
  CalendarId,
  EventTypeId,
  MemberId,
  ScheduleId,
  TeamId,
  WorkspaceId,
} from '../core/model/ids.ts'
import type { Role } from '../core/model/member.ts'
import type { Schedule } from '../core/model/schedule.ts'
import type { Verdict } from '../core/model/verdict.ts'
import type { ZoneName } from '../core/model/wall.ts'
import type { HolidayRegion, Slug, Workspace } from '../core/model/workspace.ts'
import type { ColumnKit } from './postgres-kit.ts'

/** The read model (core/projections/rows.ts), once for both databases. Keys begin with what keeps workspaces apart. */
export function schema(kit: ColumnKit) {
  return { ...people(kit), ...calendars(kit), ...hours(kit), ...bookables(kit), ...appointments(kit) }
}

function people(kit: ColumnKit) {
  const workspace = kit.table('workspace', {
    id: kit.text('id').$type<WorkspaceId>().primaryKey(),
    name: kit.text('name').notNull(),
    slug: kit.text('slug').$type<Slug>().notNull(),
    zone: kit.text('zone').$type<ZoneName>().notNull(),
    locale: kit.text('locale').notNull(),
    weekStart: kit.whole('week_start').notNull(),
    holidayRegion: kit.json('holiday_region').$type<HolidayRegion>(),
    /** Null: written before there were any. */
    closures: kit.json('closures').$type<Workspace['closures']>(),
  })
  const member = kit.table(
    'member',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      id: kit.text('id').$type<MemberId>().notNull(),
      name: kit.text('name').notNull(),
      email: kit.text('email').notNull(),
      role: kit.text('role').$type<Role>().notNull(),
      slug: kit.text('slug').$type<Slug>().notNull(),
      zone: kit.text('zone').$type<ZoneName>().notNull(),
      colour: kit.text('colour').notNull(),
      ended: kit.flag('ended').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.id] })],
  )
  const team = kit.table(
    'team',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      id: kit.text('id').$type<TeamId>().notNull(),
      name: kit.text('name').notNull(),
      manager: kit.text('manager').$type<MemberId>(),
      members: kit.json('members').$type<readonly MemberId[]>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.id] })],
  )
  return { workspace, member, team }
}

function calendars(kit: ColumnKit) {
  const calendar = kit.table(
    'calendar',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      id: kit.text('id').$type<CalendarId>().notNull(),
      owner: kit.text('owner').$type<MemberId>().notNull(),
      name: kit.text('name').notNull(),
      description: kit.text('description').notNull(),
      colour: kit.text('colour').notNull(),
      zone: kit.text('zone').$type<ZoneName>().notNull(),
      countsAsBusy: kit.flag('counts_as_busy').notNull(),
      receivesBookings: kit.flag('receives_bookings').notNull(),
      archived: kit.flag('archived').notNull(),
      schedule: kit.text('schedule').$type<ScheduleId>(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.id] })],
  )
  const calendarOwner = kit.table(
    'calendar_owner',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      owner: kit.text('owner').$type<MemberId>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.calendar] })],
  )
  const calendarShare = kit.table(
    'calendar_share',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      member: kit.text('member').$type<MemberId>().notNull(),
      permission: kit.text('permission').$type<Permission>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.calendar, t.member] })],
  )
  const teamShare = kit.table(
    'team_share',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      team: kit.text('team').$type<TeamId>().notNull(),
      permission: kit.text('permission').$type<Permission>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspace, t.calendar, t.team] })],
  )
  return { calendar, calendarOwner, calendarShare, teamShare }
}

function hours(kit: ColumnKit) {
  const schedule = kit.table(
    'schedule',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      id: kit.text('id').$type<ScheduleId>().notNull(),
      member: kit.text('member').$type<MemberId>().notNull(),
      data: kit.json('data').$type<z.input<typeof Schedule>>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.document, t.id] }), kit.index('schedule_by_id').on(t.workspace, t.id)],
  )
  const absence = kit.table(
    'absence',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      id: kit.text('id').$type<AbsenceId>().notNull(),
      member: kit.text('member').$type<MemberId>().notNull(),
      starts: kit.whole('starts').notNull(),
      ends: kit.whole('ends').notNull(),
      deleted: kit.flag('deleted').notNull().default(false),
      data: kit.json('data').$type<Absence>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.document, t.id] }),
      kit.index('absence_by_end').on(t.workspace, t.ends),
      kit.index('absence_by_member').on(t.workspace, t.member, t.ends),
    ],
  )
  return { schedule, absence }
}

function bookables(kit: ColumnKit) {
  const eventType = kit.table(
    'event_type',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      id: kit.text('id').$type<EventTypeId>().notNull(),
      owner: kit.text('owner').$type<MemberId>().notNull(),
      slug: kit.text('slug').notNull(),
      status: kit.text('status').$type<EventType['status']>().notNull(),
      data: kit.json('data').$type<z.input<typeof EventType>>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.document, t.id] }), kit.index('event_type_by_id').on(t.workspace, t.id)],
  )
  const bookingLink = kit.table(
    'booking_link',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      id: kit.text('id').$type<BookingLinkId>().notNull(),
      eventType: kit.text('event_type').$type<EventTypeId>().notNull(),
      owner: kit.text('owner').$type<MemberId>().notNull(),
      slug: kit.text('slug').notNull(),
      active: kit.flag('active').notNull(),
      data: kit.json('data').$type<BookingLink>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.document, t.id] }),
      kit.index('booking_link_by_slug').on(t.slug),
      kit.index('booking_link_by_type').on(t.workspace, t.eventType),
    ],
  )
  return { eventType, bookingLink }
}

function appointments(kit: ColumnKit) {
  const appointment = kit.table(
    'appointment',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      id: kit.text('id').$type<AppointmentId>().notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      uid: kit.text('uid').notNull(),
      status: kit.text('status').$type<AppointmentStatus>().notNull(),
      bookingId: kit.text('booking_id'),
      deleted: kit.flag('deleted').notNull(),
      data: kit.json('data').$type<Appointment>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.document, t.id] }),
      kit.index('appointment_by_id').on(t.workspace, t.id),
      kit.index('appointment_by_uid').on(t.workspace, t.calendar, t.uid),
    ],
  )
  const occurrence = kit.table(
    'occurrence',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      appointment: kit.text('appointment').$type<AppointmentId>().notNull(),
      original: kit.text('original').notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      basis: kit.text('basis').$type<'instant' | 'wall'>().notNull(),
      starts: kit.whole('starts').notNull(),
      ends: kit.whole('ends').notNull(),
      allDay: kit.flag('all_day').notNull(),
      long: kit.flag('long').notNull(),
      title: kit.text('title').notNull(),
      status: kit.text('status').$type<AppointmentStatus>().notNull(),
      blocks: kit.flag('blocks').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.document, t.appointment, t.original] }),
      // `long` stands before `starts`: short ones need look back 7 days only, and the few long ones are a range of their own.
      // `ends` spares a look at the row of what was over before.
      kit.index('occurrence_by_start').on(t.workspace, t.basis, t.long, t.starts, t.ends),
      kit.index('occurrence_by_calendar').on(t.workspace, t.calendar, t.basis, t.long, t.starts, t.ends),
    ],
  )
  const verdict = kit.table(
    'verdict',
    {
      workspace: kit.text('workspace').$type<WorkspaceId>().notNull(),
      document: kit.text('document').$type<DocumentName>().notNull(),
      calendar: kit.text('calendar').$type<CalendarId>().notNull(),
      /** Of the appointment. */
      id: kit.text('id').$type<AppointmentId>().notNull(),
      data: kit.json('data').$type<Verdict>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.document, t.id] }), kit.index('verdict_by_id').on(t.workspace, t.id)],
  )
  return { appointment, occurrence, verdict }
}

/** The tables as the compiler sees them, whichever database stands behind: see tables.ts. */
export type Tables = ReturnType<typeof schema>

import type { Absence } from '../model/absence.ts'
import type { Appointment, AppointmentStatus } from '../model/appointment.ts'
import type { BookingLink } from '../model/booking-link.ts'
import type { Calendar, Permission } from '../model/calendar.ts'
import type { EventType } from '../model/event-type.ts'
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
} from '../model/ids.ts'
import type { Member } from '../model/member.ts'
import type { Schedule } from '../model/schedule.ts'
import type { Team } from '../model/team.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Workspace } from '../model/workspace.ts'
import type { DocumentName } from '../document/document-name.ts'

// Rows are derived: dropping them and replaying the documents gives the same rows (Y3). Every row carries its workspace.
// A row of an entity carries its document too, and is keyed by both: a peer who uses another's id in a document of
// their own neither replaces nor removes the other's row, and the order of arrival changes nothing (Y2).

export type WorkspaceRow = Workspace
export type MemberRow = Member & { readonly workspace: WorkspaceId }
export type TeamRow = Team & { readonly workspace: WorkspaceId }
export type CalendarRow = Calendar & { readonly workspace: WorkspaceId }
/** From the directory: stands above the owner that a calendar's own document names. */
export type CalendarOwnerRow = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly owner: MemberId
}
export type CalendarShareRow = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly member: MemberId
  readonly permission: Permission
}
export type TeamShareRow = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly team: TeamId
  readonly permission: Permission
}
export type ScheduleRow = {
  readonly workspace: WorkspaceId
  readonly document: DocumentName
  readonly id: ScheduleId
  readonly member: MemberId
  readonly data: Schedule
}
/** `starts` and `ends`: instants between which it lies in whatever zone its dates are read. */
export type AbsenceRow = {
  readonly workspace: WorkspaceId
  readonly document: DocumentName
  readonly id: AbsenceId
  readonly member: MemberId
  readonly starts: number
  readonly ends: number
  /** Taken back: it stands there to be restored. */
  readonly deleted: boolean
  readonly data: Absence
}
export type EventTypeRow = {
  readonly workspace: WorkspaceId
  readonly document: DocumentName
  readonly id: EventTypeId
  readonly owner: MemberId
  readonly slug: string
  readonly status: EventType['status']
  readonly data: EventType
}
export type BookingLinkRow = {
  readonly workspace: WorkspaceId
  readonly document: DocumentName
  readonly id: BookingLinkId
  readonly eventType: EventTypeId
  readonly owner: MemberId
  readonly slug: string
  readonly active: boolean
  readonly data: BookingLink
}
export type AppointmentRow = {
  readonly workspace: WorkspaceId
  readonly id: AppointmentId
  readonly document: DocumentName
  readonly calendar: CalendarId
  readonly uid: string
  readonly status: AppointmentStatus
  readonly bookingId: string | undefined
  readonly deleted: boolean
  readonly data: Appointment
}
/**
 * One row per occurrence, singles included. `basis` says what `starts` and `ends` count: `instant` = epoch milliseconds;
 * `wall` = milliseconds of the wall time read as if it were UTC (all-day and floating: they stand at that reading of every clock).
 */
export type OccurrenceRow = {
  readonly workspace: WorkspaceId
  readonly appointment: AppointmentId
  /** The original start of an occurrence of a series, as a WallTime; empty for a single appointment. */
  readonly original: string
  readonly document: DocumentName
  readonly calendar: CalendarId
  readonly basis: 'instant' | 'wall'
  readonly starts: number
  readonly ends: number
  readonly allDay: boolean
  /** Longer than 7 days: looked for apart, so that the range index stays narrow. */
  readonly long: boolean
  readonly title: string
  readonly status: AppointmentStatus
  /** Whether it takes its owner's time: busy or tentative, and neither cancelled, no-show nor deleted (S6). */
  readonly blocks: boolean
}

/** `document`: that of the verdicts; `id`: of the appointment. */
export type VerdictRow = {
  readonly workspace: WorkspaceId
  readonly document: DocumentName
  readonly calendar: CalendarId
  readonly id: AppointmentId
  readonly data: Verdict
}

export type RowChange =
  | { readonly table: 'workspace'; readonly put: WorkspaceRow }
  | { readonly table: 'member'; readonly put: MemberRow }
  | { readonly table: 'team'; readonly put: TeamRow }
  | { readonly table: 'team'; readonly remove: TeamId; readonly workspace: WorkspaceId }
  | { readonly table: 'calendar'; readonly put: CalendarRow }
  | { readonly table: 'calendar'; readonly remove: CalendarId; readonly workspace: WorkspaceId }
  | { readonly table: 'calendarOwner'; readonly put: CalendarOwnerRow }
  /** All shares of one calendar at once. */
  | {
      readonly table: 'calendarShare'
      readonly workspace: WorkspaceId
      readonly calendar: CalendarId
      readonly all: readonly CalendarShareRow[]
    }
  | {
      readonly table: 'teamShare'
      readonly workspace: WorkspaceId
      readonly calendar: CalendarId
      readonly all: readonly TeamShareRow[]
    }
  | { readonly table: 'schedule'; readonly put: ScheduleRow }
  | { readonly table: 'schedule'; readonly remove: ScheduleId; readonly document: DocumentName }
  | { readonly table: 'absence'; readonly put: AbsenceRow }
  | { readonly table: 'absence'; readonly remove: AbsenceId; readonly document: DocumentName }
  | { readonly table: 'eventType'; readonly put: EventTypeRow }
  | { readonly table: 'eventType'; readonly remove: EventTypeId; readonly document: DocumentName }
  | { readonly table: 'bookingLink'; readonly put: BookingLinkRow }
  | { readonly table: 'bookingLink'; readonly remove: BookingLinkId; readonly document: DocumentName }
  /** Replaces the appointment and all its occurrences within the horizon. */
  | { readonly table: 'appointment'; readonly put: AppointmentRow; readonly occurrences: readonly OccurrenceRow[] }
  /** `document`: an entity that left this document (moved, compacted, unreadable) leaves only this document's row. */
  | { readonly table: 'appointment'; readonly remove: AppointmentId; readonly document: DocumentName }
  /** A busy time: an occurrence without an appointment, under an id of its own. */
  | { readonly table: 'busy'; readonly put: OccurrenceRow }
  | { readonly table: 'busy'; readonly remove: AppointmentId; readonly document: DocumentName }
  | { readonly table: 'verdict'; readonly put: VerdictRow }
  | { readonly table: 'verdict'; readonly remove: AppointmentId; readonly document: DocumentName }

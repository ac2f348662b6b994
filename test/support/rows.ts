import type { DocumentName } from '../../src/core/document/document-name.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { Absence } from '../../src/core/model/absence.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import { Appointment as AppointmentSchema } from '../../src/core/model/appointment.ts'
import { BookingLink } from '../../src/core/model/booking-link.ts'
import { EventType } from '../../src/core/model/event-type.ts'
import * as ids from '../../src/core/model/ids.ts'
import { Schedule } from '../../src/core/model/schedule.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { Slug } from '../../src/core/model/workspace.ts'
import type {
  AbsenceRow,
  AppointmentRow,
  BookingLinkRow,
  CalendarRow,
  EventTypeRow,
  MemberRow,
  OccurrenceRow,
  RowChange,
  ScheduleRow,
  TeamRow,
  WorkspaceRow,
} from '../../src/core/projections/rows.ts'

/** An id that is easy to know again in a diff: `id(ids.MemberId, 7)`. */
export function id<T>(schema: { parse(value: unknown): T }, n: number): T {
  return schema.parse(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
}

export const workspace = id(ids.WorkspaceId, 1)
export const zone = ZoneName.parse('Europe/Berlin')
export const slug = (text: string) => Slug.parse(text)

export function memberDocument(n: number): DocumentName {
  return documentName({ kind: 'member', workspace, member: id(ids.MemberId, n) })
}

export function entriesDocument(calendar: number, part = '2026-q4'): DocumentName {
  return documentName({ kind: 'entries', workspace, calendar: id(ids.CalendarId, calendar), part })
}

export function workspaceRow(edit: Partial<WorkspaceRow> = {}): WorkspaceRow {
  return {
    id: workspace,
    name: 'Clinic',
    slug: slug('clinic'),
    zone,
    locale: 'de-DE',
    weekStart: 1,
    closures: [],
    ...edit,
  }
}

export function memberRow(n: number, edit: Partial<MemberRow> = {}): MemberRow {
  const email = `member${n}@example.org`
  return {
    workspace,
    id: id(ids.MemberId, n),
    name: `Member ${n}`,
    email,
    role: 'staff',
    slug: slug(`member-${n}`),
    zone,
    colour: '#336699',
    ended: false,
    ...edit,
  }
}

export function teamRow(n: number, edit: { manager?: undefined; members?: [] } = {}): TeamRow {
  const manager = 'manager' in edit ? {} : { manager: id(ids.MemberId, 1) }
  const members = edit.members ?? [id(ids.MemberId, 1), id(ids.MemberId, 2)]
  return { workspace, id: id(ids.TeamId, n), name: `Team ${n}`, ...manager, members }
}

export function calendarRow(n: number, edit: Partial<CalendarRow> = {}): CalendarRow {
  return {
    workspace,
    id: id(ids.CalendarId, n),
    owner: id(ids.MemberId, 1),
    name: `Calendar ${n}`,
    description: '',
    colour: '#336699',
    zone,
    countsAsBusy: true,
    receivesBookings: false,
    archived: false,
    ...edit,
  }
}

export function scheduleRow(n: number, member = 1): ScheduleRow {
  const data = Schedule.parse({
    id: id(ids.ScheduleId, n),
    member: id(ids.MemberId, member),
    name: `Hours ${n}`,
    zone,
    weekly: [{ day: 1, ranges: [{ start: '09:00', end: '24:00' }] }],
    overrides: [],
  })
  return { workspace, document: memberDocument(member), id: data.id, member: data.member, data }
}

export function absenceRow(n: number, member = 1, deleted = false): AbsenceRow {
  const data = Absence.parse({
    id: id(ids.AbsenceId, n),
    member: id(ids.MemberId, member),
    time: { kind: 'span', startsAt: n * 1_000, endsAt: n * 1_000 + 500 },
    reason: 'other',
    source: 'manual',
  })
  const span = { starts: n * 1_000, ends: n * 1_000 + 500 }
  return { workspace, document: memberDocument(member), id: data.id, member: data.member, ...span, deleted, data }
}

export function eventTypeRow(n: number, owner = 1): EventTypeRow {
  const data = EventType.parse({
    id: id(ids.EventTypeId, n),
    owner: id(ids.MemberId, owner),
    name: `Type ${n}`,
    slug: `type-${n}`,
    description: '',
    category: 'one-on-one',
    durations: [30],
    step: 30,
    offset: 0,
    buffers: { before: 0, after: 10 },
    notice: 60,
    horizon: { kind: 'calendar-days', days: 30 },
    schedule: id(ids.ScheduleId, 1),
    hosts: [{ member: id(ids.MemberId, owner), required: true }],
    locations: [],
    questions: [],
    colour: '#336699',
    private: false,
    status: 'active',
  })
  const { slug, status } = data
  return { workspace, document: memberDocument(owner), id: data.id, owner: data.owner, slug, status, data }
}

export function bookingLinkRow(n: number, edit: { slug?: string; type?: number; owner?: number } = {}): BookingLinkRow {
  const { type = 1, owner = 1 } = edit
  const data = BookingLink.parse({
    id: id(ids.BookingLinkId, n),
    eventType: id(ids.EventTypeId, type),
    slug: edit.slug ?? `link-${n}`,
    active: true,
  })
  const { eventType, slug, active } = data
  const document = memberDocument(owner)
  return { workspace, document, id: data.id, eventType, owner: id(ids.MemberId, owner), slug, active, data }
}

export function appointment(n: number, edit: Record<string, unknown> = {}): Appointment {
  return AppointmentSchema.parse({
    id: id(ids.AppointmentId, n),
    calendar: id(ids.CalendarId, 1),
    uid: `uid-${n}`,
    sequence: 0,
    title: `Appointment ${n}`,
    description: '',
    location: '',
    notes: '',
    time: { kind: 'timed', startsAt: 0, endsAt: 3_600_000, zone },
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
    createdAt: 0,
    createdBy: 'test',
    changedAt: 0,
    ...edit,
  })
}

export function appointmentRow(n: number, edit: Partial<AppointmentRow> = {}): AppointmentRow {
  const data = appointment(n)
  const { calendar, uid, status } = data
  const row = { workspace, document: entriesDocument(1), id: data.id, calendar, uid, status, data }
  return { ...row, bookingId: undefined, deleted: false, ...edit }
}

type Times = { starts: number; ends: number }

export function occurrenceRow(of: AppointmentRow, times: Times, edit: Partial<OccurrenceRow> = {}): OccurrenceRow {
  const { document, calendar, status } = of
  return {
    workspace,
    document,
    appointment: of.id,
    original: '',
    calendar,
    basis: 'instant',
    ...times,
    allDay: false,
    long: false,
    title: of.data.title,
    status,
    blocks: true,
    ...edit,
  }
}

/** An appointment with its occurrences, as a projection would say it. */
export function appointmentPut(put: AppointmentRow, ...occurrences: OccurrenceRow[]): RowChange {
  return { table: 'appointment', put, occurrences }
}

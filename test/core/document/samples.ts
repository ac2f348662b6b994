import * as Y from 'yjs'
import { Absence } from '../../../src/core/model/absence.ts'
import { Appointment } from '../../../src/core/model/appointment.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { Calendar } from '../../../src/core/model/calendar.ts'
import type { Moved } from '../../../src/core/document/read-appointments.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { Member } from '../../../src/core/model/member.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { Workspace } from '../../../src/core/model/workspace.ts'

export function uuid(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

export const WORKSPACE = ids.WorkspaceId.parse(uuid(1))
export const ANNA = ids.MemberId.parse(uuid(2))
export const BEN = ids.MemberId.parse(uuid(3))
export const CALENDAR = ids.CalendarId.parse(uuid(4))
export const SCHEDULE = ids.ScheduleId.parse(uuid(5))
export const EVENT_TYPE = ids.EventTypeId.parse(uuid(6))
export const LINK = ids.BookingLinkId.parse(uuid(7))
export const TEAM = ids.TeamId.parse(uuid(8))

export const SERIES_DOCUMENT = documentName({
  kind: 'entries',
  workspace: WORKSPACE,
  calendar: CALENDAR,
  part: 'series',
})
export const QUARTER_DOCUMENT = documentName({
  kind: 'entries',
  workspace: WORKSPACE,
  calendar: CALENDAR,
  part: '2026-q1',
})
export const ANNAS_DOCUMENT = documentName({ kind: 'member', workspace: WORKSPACE, member: ANNA })
export const CALENDAR_DOCUMENT = documentName({ kind: 'calendar', workspace: WORKSPACE, calendar: CALENDAR })
export const DIRECTORY = documentName({ kind: 'directory', workspace: WORKSPACE })

export const at = (iso: string): number => Date.parse(iso)

/** 2026-03-02, a Monday, 10:00 to 11:00 in Berlin. */
export const MONDAY_TEN = {
  kind: 'timed',
  startsAt: at('2026-03-02T09:00:00Z'),
  endsAt: at('2026-03-02T10:00:00Z'),
  zone: 'Europe/Berlin',
}

export const EVERY_MONDAY = {
  start: '2026-03-02T10:00:00',
  allDay: false,
  zone: 'Europe/Berlin',
  length: 3_600_000,
  rules: ['FREQ=WEEKLY;BYDAY=MO'],
  rdates: [],
  exdates: [],
}

const BARE = {
  id: uuid(100),
  calendar: CALENDAR,
  uid: 'uid-100',
  sequence: 0,
  title: 'Visit',
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
  createdAt: 1_000,
  createdBy: ANNA,
  changedAt: 1_000,
}

export function single(own: object = {}): Appointment {
  return Appointment.parse({ ...BARE, time: MONDAY_TEN, ...own })
}

export function recurring(own: object = {}): Appointment {
  return Appointment.parse({ ...BARE, series: EVERY_MONDAY, ...own })
}

/** With a value in every place that an appointment has. */
export function full(own: object = {}): Appointment {
  return single({
    sequence: 3,
    description: 'First time',
    location: 'Room 2',
    notes: 'Bring the file',
    status: 'cancelled',
    availability: 'tentative',
    private: true,
    attendees: [
      { id: uuid(201), name: 'Cy', email: 'cy@example.org', status: 'confirmed', kind: 'booker' },
      {
        id: uuid(202),
        name: 'Di',
        email: '',
        phone: '+49 1',
        zone: 'Asia/Kathmandu',
        status: 'declined',
        kind: 'guest',
      },
    ],
    hosts: [ANNA, BEN],
    eventType: EVENT_TYPE,
    bookingId: uuid(300),
    answers: { [uuid(301)]: 'yes', [uuid(302)]: 3, [uuid(303)]: false },
    buffers: { before: 5, after: 10 },
    promised: { start: '2026-03-02T10:00:00', zone: 'Europe/Berlin', tz: '2026a' },
    source: 'booking',
    organizer: 'mailto:anna@example.org',
    cancellation: { by: 'invitee', at: 2_000, reason: 'ill' },
    earlierTimes: [
      { time: MONDAY_TEN, by: ANNA, at: 1_500 },
      { time: { kind: 'all-day', firstDay: '2026-03-01', lastDay: '2026-03-02' }, by: ANNA, at: 1_600, reason: 'room' },
    ],
    unknownProperties: ['X-A:1'],
    changedAt: 2_000,
    deletedAt: 3_000,
    ...own,
  })
}

export const SAMPLE_SCHEDULE = Schedule.parse({
  id: SCHEDULE,
  member: ANNA,
  name: 'Usual',
  zone: 'Europe/Berlin',
  weekly: [
    { day: 1, ranges: [{ start: '09:00', end: '12:00' }] },
    { day: 2, ranges: [{ start: '09:00', end: '24:00' }] },
  ],
  overrides: [{ date: '2026-12-24', ranges: [] }],
})

const noon = [{ start: '12:00', end: '13:00' }]

/** With a value in every place that a schedule has. */
export const FULL_SCHEDULE = Schedule.parse({
  ...SAMPLE_SCHEDULE,
  rules: [
    {
      id: uuid(501),
      kind: 'open',
      dates: { kind: 'recurring', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', first: '2026-01-01' },
      ranges: noon,
      from: '2026-02-01',
      until: '2026-06-30',
    },
    { id: uuid(502), kind: 'closed', dates: { kind: 'list', dates: ['2026-03-01'] }, ranges: [] },
  ],
  breaks: [{ id: uuid(511), name: 'Lunch', dates: { kind: 'weekly', days: [1, 2] }, ranges: noon }],
  travel: [
    { from: '2026-05-01', until: '2026-05-20', zone: 'Asia/Tokyo' },
    { from: '2026-04-30', until: '2026-05-03', zone: 'Asia/Kathmandu' },
  ],
  holidays: { observed: false, except: ['2026-05-01', '2026-10-03'] },
  tentativeBlocks: false,
})

export const SAMPLE_ABSENCE = Absence.parse({
  id: uuid(601),
  member: ANNA,
  time: { kind: 'dates', from: '2026-07-01', until: '2026-07-14' },
  reason: 'vacation',
  delegate: BEN,
  source: 'manual',
})

export const SAMPLE_EVENT_TYPE = EventType.parse({
  id: EVENT_TYPE,
  owner: ANNA,
  name: 'First visit',
  slug: 'first-visit',
  description: '',
  category: 'one-on-one',
  durations: [30, 60],
  step: 30,
  offset: 0,
  buffers: { before: 0, after: 10 },
  notice: 60,
  horizon: { kind: 'calendar-days', days: 60 },
  schedule: SCHEDULE,
  hosts: [{ member: ANNA, required: true }],
  locations: [{ kind: 'in-person', details: 'Street 1' }],
  questions: [
    { id: uuid(402), text: 'Why?', kind: 'text', required: true, options: [] },
    { id: uuid(401), text: 'Which?', kind: 'select', required: false, options: ['a', 'b'] },
  ],
  colour: '#112233',
  private: false,
  status: 'active',
})

/** With a value in every place that an event type has. */
export const FULL_EVENT_TYPE = EventType.parse({
  ...SAMPLE_EVENT_TYPE,
  category: 'round-robin',
  buffers: { before: 5, after: 10, between: 20 },
  horizon: { kind: 'bookable-days', days: 5 },
  limits: [
    { of: 'host', measure: 'count', per: 'day', most: 4 },
    { of: 'type', measure: 'minutes', per: 'week', most: 600 },
  ],
  fillGaps: true,
  capacity: 3,
  zone: 'Asia/Kathmandu',
  hours: [{ day: 1, ranges: noon }],
  hosts: [
    { member: ANNA, required: true, weight: 3, priority: -1, group: 'Doctors' },
    { member: BEN, required: false },
  ],
  strategy: 'priority',
  recurrence: { rule: 'FREQ=WEEKLY', most: 10, conflicts: 'append' },
})

export const SAMPLE_LINK = BookingLink.parse({ id: LINK, eventType: EVENT_TYPE, slug: 'anna-first', active: true })

export const SAMPLE_CALENDAR = Calendar.parse({
  id: CALENDAR,
  owner: ANNA,
  name: 'Anna',
  description: '',
  colour: '#112233',
  zone: 'Europe/Berlin',
  countsAsBusy: true,
  receivesBookings: false,
  archived: false,
})

export const SAMPLE_WORKSPACE = Workspace.parse({
  id: WORKSPACE,
  name: 'Clinic',
  slug: 'clinic',
  zone: 'Europe/Berlin',
  locale: 'de',
  weekStart: 1,
})

export const FULL_WORKSPACE = Workspace.parse({
  ...SAMPLE_WORKSPACE,
  holidayRegion: { country: 'DE', state: 'BY' },
  closures: [{ from: '2026-12-24', until: '2027-01-01', name: 'Between the years' }],
})

export const SAMPLE_MEMBER = Member.parse({
  id: ANNA,
  name: 'Anna',
  email: 'anna@example.org',
  role: 'owner',
  slug: 'anna',
  zone: 'Europe/Berlin',
  colour: '#112233',
  ended: false,
})

/** A replica with a client id of its own: of two concurrent writes to one key the higher one wins. */
export function replica(clientId: number, from?: Y.Doc): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = clientId
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  return doc
}

/** Both know afterwards what either knew. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  const fromA = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b))
  const fromB = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a))
  Y.applyUpdate(b, fromA)
  Y.applyUpdate(a, fromB)
}

/** The update events that `work` causes. */
export function updatesOf(doc: Y.Doc, work: () => void): Uint8Array[] {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array): number => updates.push(update)
  doc.on('update', keep)
  work()
  doc.off('update', keep)
  return updates
}

/** What an appointment became that was taken to another calendar. */
export function movedAway(to: string): Moved {
  return { to: ids.AppointmentId.parse(to), home: 'elsewhere', at: instant(1) }
}

import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import type { Absence } from '../../../src/core/model/absence.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import type { BookingLink } from '../../../src/core/model/booking-link.ts'
import type { Calendar } from '../../../src/core/model/calendar.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { Instant } from '../../../src/core/model/instant.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import type { WorkspaceRow } from '../../../src/core/projections/rows.ts'
import { createBusyBook } from '../../../src/storage/busy-book.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { registerApi } from '../../../sync-server/api/register-api.ts'
import { createBookableBook } from '../../../sync-server/booking/bookable-book.ts'
import { calendarStamps, tellCommitted } from '../../../sync-server/booking/calendar-stamps.ts'
import { registerBooking } from '../../../sync-server/booking/register-booking.ts'
import { createSlotTurns } from '../../../sync-server/booking/slot-turns.ts'
import { createApp } from '../../../sync-server/create-app.ts'
import { settleBookings } from '../../../sync-server/booking/settle-bookings.ts'
import { createDocuments, type Documents } from '../../../sync-server/documents/create-documents.ts'
import { registerPages } from '../../../sync-server/pages/register-pages.ts'
import type { ServerDeps } from '../../../sync-server/server-deps.ts'
import { appointment, calendarRow, id, memberRow, slug, workspace, workspaceRow, zone } from '../../support/rows.ts'

export { id, workspace, zone }

/** Monday 2026-11-23 00:00 in Berlin. */
export const MONDAY = instant(Date.parse('2026-11-22T23:00:00Z'))
/** The Friday before, at noon. */
export const FRIDAY = instant(Date.parse('2026-11-20T11:00:00Z'))

export type Node = AsyncDisposable & {
  readonly app: FastifyInstance
  readonly deps: ServerDeps
  readonly documents: Documents
  /** What the clock of the server says. */
  readonly clock: { now: Instant }
  /** Everything that was logged. */
  readonly logged: string[]
}

let made = 0

/** One process of the server: its own documents in memory, on a database that others may share. */
export async function createNode(store: PostgresStore, world: Partial<ServerDeps> = {}): Promise<Node> {
  const clock = { now: FRIDAY }
  const logged: string[] = []
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  const now = () => clock.now
  const newId = () => numbered((made += 1))
  const databaseUrl = undefined
  const busyBook = world.busyBook ?? createBusyBook({ stampsOf: calendarStamps })
  const documents = await createDocuments({
    store,
    databaseUrl,
    now,
    logger,
    monotonic: () => performance.now(),
    onCommitted: (unit) => tellCommitted(busyBook, unit),
    settle: settleBookings({ now, newId }),
  })
  const deps: ServerDeps = {
    config: { host: '127.0.0.1', port: 0, demo: false, json: false },
    publicUrl: () => 'https://book.example.org',
    store,
    serverTransaction: documents.serverTransaction,
    busyBook,
    bookables: createBookableBook(),
    slotTurns: createSlotTurns(),
    accounts: { register: unused, addMember: unused },
    now,
    newId,
    logger,
    serverKey: createHash('sha256').update('test').digest(),
    ...world,
  }
  const app = await createApp(logger)
  await registerBooking(app, deps)
  await registerApi(app, deps)
  await registerPages(app, deps)
  await app.ready()
  const end = async () => {
    await app.close()
    await documents[Symbol.asyncDispose]()
  }
  return { app, deps, documents, clock, logged, [Symbol.asyncDispose]: end }
}

async function unused(): Promise<never> {
  throw new Error('no accounts here')
}

function numbered(n: number): string {
  return `11111111-1111-7111-8111-${String(n).padStart(12, '0')}`
}

export const HOURS = [1, 2, 3, 4, 5].map((day) => ({ day, ranges: [{ start: '09:00', end: '12:00' }] }))

export function schedule(n: number, edit: Record<string, unknown> = {}): Schedule {
  const base = {
    id: id(ids.ScheduleId, n),
    member: id(ids.MemberId, n),
    name: 'Hours',
    zone,
    weekly: HOURS,
    overrides: [],
  }
  return Schedule.parse({ ...base, ...edit })
}

export function eventType(n: number, edit: Record<string, unknown> = {}): EventType {
  return EventType.parse({
    id: id(ids.EventTypeId, n),
    owner: id(ids.MemberId, n),
    name: 'Consultation',
    slug: 'consultation',
    description: 'A first talk.',
    category: 'one-on-one',
    durations: [30],
    step: 30,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 60,
    horizon: { kind: 'calendar-days', days: 60 },
    schedule: id(ids.ScheduleId, n),
    hosts: [{ member: id(ids.MemberId, n), required: true }],
    locations: [{ kind: 'in-person', details: '2 Mill Lane' }],
    questions: [],
    colour: '#336699',
    private: false,
    status: 'active',
    ...edit,
  })
}

export function link(n: number, edit: Partial<BookingLink> = {}): BookingLink {
  const base = { id: id(ids.BookingLinkId, n), eventType: id(ids.EventTypeId, n), active: true }
  return { ...base, slug: slug(`anna-${n}`), ...edit }
}

export type Clinic = {
  readonly members?: number
  readonly schedules?: readonly Schedule[]
  readonly eventTypes?: readonly EventType[]
  readonly links?: readonly BookingLink[]
  readonly calendars?: readonly Calendar[]
  readonly absences?: readonly Absence[]
  /** In the document of a team, with the links of theirs: they may offer the time of others. */
  readonly teamTypes?: readonly EventType[]
  readonly workspace?: Partial<WorkspaceRow>
}

const team = documentName({ kind: 'team', workspace, team: id(ids.TeamId, 1) })

/** Members 1 to n, each with a calendar of the same number, a schedule, and (of the first) an event type with a link. */
export async function setUp({ deps }: Pick<Node, 'deps'>, clinic: Clinic = {}): Promise<void> {
  const numbers = Array.from({ length: clinic.members ?? 1 }, (_, index) => index + 1)
  const members = numbers.map((n) => ({ ...memberRow(n), name: n === 1 ? 'Anna Berg' : `Member ${n}` }))
  const calendars = clinic.calendars ?? numbers.map((n) => calendar(n))
  const eventTypes = clinic.eventTypes ?? [eventType(1)]
  const links = clinic.links ?? [link(1)]
  await deps.serverTransaction(async ({ write, putDirectory }) => {
    const owners = calendars.map((own) => ({ calendar: own.id, owner: own.owner }))
    await putDirectory(workspace, {
      workspace: workspaceRow({ locale: 'en-GB', ...clinic.workspace }),
      members,
      owners,
    })
    for (const own of calendars) {
      const name = documentName({ kind: 'calendar', workspace, calendar: own.id })
      await write(name, (doc) => writeEntity(doc, calendarLayout, own))
    }
    for (const own of clinic.schedules ?? numbers.map((n) => schedule(n))) {
      await write(memberDocument(own.member), (doc) => writeEntity(doc, scheduleLayout(own.member), own))
    }
    for (const own of clinic.absences ?? []) {
      await write(memberDocument(own.member), (doc) => writeEntity(doc, absenceLayout(own.member), own))
    }
    const teamTypes = clinic.teamTypes ?? []
    for (const own of [...eventTypes, ...teamTypes]) {
      const of = links.filter((one) => one.eventType === own.id)
      await write(teamTypes.includes(own) ? team : memberDocument(own.owner), (doc) => {
        writeEntity(doc, eventTypeLayout, own)
        for (const one of of) writeEntity(doc, bookingLinkLayout, one)
      })
    }
  })
}

export function calendar(n: number, edit: Partial<Calendar> = {}): Calendar {
  const { workspace: _, ...own } = calendarRow(n, { owner: id(ids.MemberId, n), receivesBookings: true })
  return { ...own, ...edit }
}

function memberDocument(member: ids.MemberId) {
  return documentName({ kind: 'member', workspace, member })
}

/** An appointment of the desk, in calendar 1. */
export async function putAppointment({ deps }: Node, n: number, edit: Record<string, unknown>): Promise<Appointment> {
  const own = appointment(n, edit)
  const home = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  await deps.serverTransaction(({ write }) => write(home, (doc) => writeAppointment(doc, own)))
  return own
}

export type Sent = { readonly status: number; readonly body: unknown; readonly text: string }

/** `GET /book/anna-1/slots` */
export async function slots({ app }: Node, query: Record<string, string>, slug = 'anna-1'): Promise<Sent> {
  const answer = await app.inject({ method: 'GET', url: `/book/${slug}/slots`, query })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}

export const WISH = {
  start: '2026-11-23T09:00:00+01:00',
  timezone: 'Europe/Berlin',
  name: 'Ida Holm',
  email: 'ida@example.org',
}

/** `POST /book/anna-1/book` as a program does. */
export async function book(
  { app }: Node,
  {
    key,
    wish = {},
    slug: at = 'anna-1',
    from = '127.0.0.1',
  }: { key: string; wish?: object; slug?: string; from?: string },
): Promise<Sent> {
  const answer = await app.inject({
    method: 'POST',
    remoteAddress: from,
    url: `/book/${at}/book`,
    headers: { 'idempotency-key': key },
    payload: { ...WISH, ...wish },
  })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}

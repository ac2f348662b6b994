import { and, asc, eq } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Attendee } from '../../src/core/model/attendee.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import { type Instant, instant, type Interval } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Slug, Workspace } from '../../src/core/model/workspace.ts'
import type { AppointmentRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { appointmentRow } from '../../src/storage/queries/appointment-row.ts'
import { eventTypeById } from '../../src/storage/queries/event-type-by-id.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import { booking } from '../database/schema.ts'
import { isGenuine, readToken } from './manage-token.ts'

export type BookingRow = typeof booking.$inferSelect

/** A booking as its token shows it: as it stands in the host's calendar, also after a change there. */
export type ManagedBooking = {
  readonly row: BookingRow
  readonly attendee: Attendee
  /** In every host's calendar one; the first is that of `row`. */
  readonly appointments: readonly [AppointmentRow, ...AppointmentRow[]]
  readonly status: Appointment['status']
  readonly time: Interval
  /** The invitee's. */
  readonly zone: ZoneName
  readonly eventType: EventType
  readonly slug: Slug
  readonly hosts: readonly [Member, ...Member[]]
  readonly workspace: Workspace
}

/** The booking that a genuine token is for; undefined for all else, which looks the same (C14). 'expired' after the event. */
export async function managedBooking(
  db: PostgresReadHandle,
  token: string,
  { serverKey, now }: { serverKey: Uint8Array; now: Instant },
): Promise<ManagedBooking | 'expired' | undefined> {
  const bearer = readToken(token)
  if (!bearer) return undefined
  const [row] = await db.select().from(booking).where(eq(booking.id, bearer.booking))
  if (!row || !isGenuine(serverKey, token, bearer, row.generation)) return undefined
  const [first, ...others] = await appointmentsOf(db, row)
  const attendee = first?.data.attendees.find(({ id }) => id === bearer.attendee)
  if (!first || !attendee) return undefined
  const time = timeOf(row, first.data)
  if (time.end <= now) return 'expired'
  const place = await placeOf(db, row, first.data)
  const status = first.deleted ? 'cancelled' : first.status
  return (
    place && {
      row,
      attendee,
      appointments: [first, ...others],
      status,
      time,
      zone: attendee.zone ?? row.zone,
      ...place,
    }
  )
}

async function appointmentsOf(db: PostgresReadHandle, row: BookingRow): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const rows = await db
    .select()
    .from(appointment)
    .where(and(eq(appointment.workspace, row.workspace), eq(appointment.bookingId, row.id)))
    .orderBy(asc(appointment.document))
  const home = (own: AppointmentRow) => own.id === row.appointment && own.document === row.document
  return rows.map(appointmentRow).toSorted((a, b) => Number(home(b)) - Number(home(a)))
}

async function placeOf(
  db: PostgresReadHandle,
  { workspace: id, eventType: eventTypeId, link, host }: BookingRow,
  { hosts }: Appointment,
): Promise<Pick<ManagedBooking, 'eventType' | 'slug' | 'hosts' | 'workspace'> | undefined> {
  const own = await eventTypeById(db, { workspace: id, id: eventTypeId, owner: host })
  const eventType = own ?? (await eventTypeById(db, { workspace: id, id: eventTypeId }))
  const workspace = await workspaceById(db, id)
  const first = await memberById(db, { workspace: id, id: host })
  if (!eventType || !workspace || !first) return undefined
  const others = await Promise.all(
    hosts.filter((member) => member !== host).map((member) => memberById(db, { workspace: id, id: member })),
  )
  const { bookingLink } = db.tables
  const [booked] = await db
    .select({ link: bookingLink.data })
    .from(bookingLink)
    .where(and(eq(bookingLink.workspace, id), eq(bookingLink.id, link)))
  const slug = booked?.link.slug ?? eventType.data.slug
  return {
    eventType: eventType.data,
    slug,
    workspace,
    hosts: [first, ...others.filter((member) => member !== undefined)],
  }
}

function timeOf(row: BookingRow, { time }: Appointment): Interval {
  if (time?.kind === 'timed') return { start: time.startsAt, end: time.endsAt }
  return { start: instant(row.starts), end: instant(row.ends) }
}

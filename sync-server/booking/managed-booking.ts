import { and, asc, eq, isNull } from 'drizzle-orm'
import { isEnded } from '../../src/core/commands/is-ended.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Attendee } from '../../src/core/model/attendee.ts'
import type { AttendeeId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { AppointmentRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { appointmentRow } from '../../src/storage/queries/appointment-row.ts'
import { booking, claim } from '../database/schema.ts'
import { type BookingPlace, bookingPlace } from './booking-place.ts'
import { isGenuine, readToken } from './manage-token.ts'

export type BookingRow = typeof booking.$inferSelect

/** A booking as its token shows it: as it stands in the host's calendar, also after a change there. */
export type ManagedBooking = BookingPlace & {
  readonly row: BookingRow
  readonly attendee: Attendee
  /** In every host's calendar one; the first is that of `row`. */
  readonly appointments: readonly [AppointmentRow, ...AppointmentRow[]]
  readonly status: Appointment['status']
  readonly time: Interval
  /** The invitee's. */
  readonly zone: ZoneName
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
  const managed = await bookingOfRow(db, row, bearer.attendee)
  return managed && managed.time.end <= now ? 'expired' : managed
}

/** What stands behind a row of the table; undefined where it lost its place or `as` is none of its people. Without `as`: who booked. */
export async function bookingOfRow(
  db: PostgresReadHandle,
  row: BookingRow,
  as?: AttendeeId,
): Promise<ManagedBooking | undefined> {
  return bookingOfEntries(db, { row, entries: await appointmentsOf(db, row) }, as)
}

/** The same for entries that are not stored yet. */
export async function bookingOfEntries(
  db: PostgresReadHandle,
  { row, entries: [first, ...others] }: { readonly row: BookingRow; readonly entries: readonly AppointmentRow[] },
  as?: AttendeeId,
): Promise<ManagedBooking | undefined> {
  const attendee = first?.data.attendees.find(({ id, kind }) => (as === undefined ? kind === 'booker' : id === as))
  if (!first || !attendee) return undefined
  const place = await bookingPlace(db, row, first.data)
  return (
    place && {
      row,
      attendee,
      appointments: [first, ...others],
      status: statusOf(row, first),
      time: (await keptTime(db, row)) ?? timeOf(row, first.data),
      zone: attendee.zone ?? row.zone,
      ...place,
    }
  )
}

/** One that was removed is the home alone: a host who gave the booking to a colleague has theirs no more. */
async function appointmentsOf(db: PostgresReadHandle, row: BookingRow): Promise<AppointmentRow[]> {
  const { appointment } = db.tables
  const rows = await db
    .select()
    .from(appointment)
    .where(and(eq(appointment.workspace, row.workspace), eq(appointment.bookingId, row.id)))
    .orderBy(asc(appointment.document))
  const home = (own: AppointmentRow) => own.id === row.appointment && own.document === row.document
  return rows
    .map(appointmentRow)
    .filter((own) => !own.deleted || home(own))
    .toSorted((a, b) => Number(home(b)) - Number(home(a)))
}

/** C13: a desk has moved it onto somebody else's time: the one that was promised stays taken, and is what people are told. */
async function keptTime(db: PostgresReadHandle, { id, starts, ends }: BookingRow): Promise<Interval | undefined> {
  const kept = and(eq(claim.booking, id), eq(claim.kind, 'booking'), isNull(claim.appointment))
  const rows = await db.select({ id: claim.id }).from(claim).where(kept).limit(1)
  return rows.length === 0 ? undefined : { start: instant(starts), end: instant(ends) }
}

// What has ended takes nobody's time: a desk that made its entry stand again did not get it where the row does not say so.
function statusOf(row: BookingRow, entry: AppointmentRow): Appointment['status'] {
  if (isEnded(row)) return row.status
  return entry.deleted ? 'cancelled' : entry.status
}

function timeOf(row: BookingRow, { time }: Appointment): Interval {
  if (time?.kind === 'timed' && !isEnded(row)) return { start: time.startsAt, end: time.endsAt }
  return { start: instant(row.starts), end: instant(row.ends) }
}

import { and, eq, inArray } from 'drizzle-orm'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { AppointmentRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { ManagedBooking } from './managed-booking.ts'

/** In whose calendar an entry of a booking stands. */
export type Place = { readonly member: MemberId; readonly entry: AppointmentRow }

/**
 * Each host of a booking with the entry in a calendar of theirs, or in one that was theirs and has been passed on; one whose entry
 * is lost is not among them.
 */
export async function placesOf(db: PostgresReadHandle, { row, appointments, hosts }: ManagedBooking): Promise<Place[]> {
  const { calendarOwner: o } = db.tables
  const calendars = appointments.map(({ calendar }) => calendar)
  const owners = await db
    .select({ calendar: o.calendar, owner: o.owner })
    .from(o)
    .where(and(eq(o.workspace, row.workspace), inArray(o.calendar, calendars)))
  const ownerOf = new Map(owners.map(({ calendar, owner }) => [calendar, owner]))
  const isHost = new Set(hosts.map(({ id }) => id))
  const passedOn = appointments.filter(({ calendar }) => {
    const owner = ownerOf.get(calendar)
    return owner === undefined || !isHost.has(owner)
  })
  return hosts.flatMap(({ id: member }) => {
    const entry = appointments.find(({ calendar }) => ownerOf.get(calendar) === member) ?? passedOn.shift()
    return entry ? [{ member, entry }] : []
  })
}

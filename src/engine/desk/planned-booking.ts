import type { BookAppointment } from '../../core/commands/book-appointment.ts'
import type { DeskBooking } from '../../core/contract/desk-bookings.ts'
import type { EventType } from '../../core/model/event-type.ts'
import { AppointmentId, AttendeeId, BookingId, type MemberId } from '../../core/model/ids.ts'
import { instant, MINUTE } from '../../core/model/instant.ts'
import { ok, refuse, type Result } from '../../core/model/result.ts'
import { isEnough } from '../../core/scheduling/is-enough.ts'
import { bookingLinksOf } from '../../storage/queries/booking-links-of.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { eventTypesOf } from '../../storage/queries/event-types-of.ts'
import { memberById } from '../../storage/queries/member-by-id.ts'
import type { Desk } from './desk.ts'
import { scheduleOf } from './member-time.ts'

/**
 * What a booking that the member makes for somebody says: in the calendar of theirs that takes bookings. `not-found`: no such
 * type of theirs with a public page, no such calendar; `invalid-input`: it needs others of its hosts as well, or has no such length.
 */
export async function plannedBooking(
  desk: Desk,
  input: DeskBooking,
): Promise<Result<BookAppointment, 'not-found' | 'invalid-input'>> {
  const { store, identity, tz } = desk
  const { workspace, member: host } = identity()
  const types = await eventTypesOf(store.read, { workspace })
  const row = types.find((one) => one.id === input.eventType && isHostOf(one.data, host))
  const links = await bookingLinksOf(store.read, { workspace, eventType: input.eventType })
  const calendars = await calendarsOf(store.read, workspace)
  const calendar = calendars.find((own) => own.owner === host && own.receivesBookings && !own.archived)
  const member = await memberById(store.read, { workspace, id: host })
  if (!row || !calendar || !member || !links.some(({ document }) => document === row.document))
    return refuse('not-found', { id: input.eventType })
  const { data: eventType } = row
  if (!isEnough(eventType, host)) return refuse('invalid-input', { fields: ['eventType'] })
  const { start, duration = eventType.durations[0] ?? 0, name, email, title } = input
  if (!eventType.durations.includes(duration)) return refuse('invalid-input', { fields: ['duration'] })
  const zone = (await scheduleOf(desk, { member: host, wanted: eventType.schedule }))?.zone ?? member.zone
  return ok({
    ...freshIds(desk),
    calendar: calendar.id,
    host,
    eventType: eventType.id,
    title,
    location: eventType.locations[0]?.details ?? '',
    buffers: eventType.buffers,
    time: { startsAt: start, endsAt: instant(start + duration * MINUTE), zone },
    invitee: { id: AttendeeId.parse(desk.newId()), name, email, zone },
    tz,
  })
}

function freshIds({ newId }: Desk) {
  return { id: AppointmentId.parse(newId()), booking: BookingId.parse(newId()) }
}

function isHostOf({ hosts }: EventType, member: MemberId): boolean {
  return hosts.some((host) => host.member === member)
}

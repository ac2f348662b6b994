import type { Appointment } from '../../src/core/model/appointment.ts'
import type { EventTypeId, MemberId } from '../../src/core/model/ids.ts'
import { instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { AppointmentRow, EventTypeRow } from '../../src/core/projections/rows.ts'
import { bookingLinksOf } from '../../src/storage/queries/booking-links-of.ts'
import { eventTypesOf } from '../../src/storage/queries/event-types-of.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Actor } from './booking-actor.ts'
import { lockHosts } from './lock-hosts.ts'
import { bookingOfEntries, type BookingRow } from './managed-booking.ts'
import { clearClaims, takeClaims } from './take-claims.ts'
import { writeStep } from './write-step.ts'

export type DeskBooking = {
  readonly entry: Omit<AppointmentRow, 'uid' | 'status' | 'bookingId' | 'deleted'>
  /** Whose calendar it stands in, and whose time it takes. */
  readonly host: MemberId
  readonly actor: Actor
}

type Deps = Pick<ServerDeps, 'newId' | 'now'>

/**
 * C13: gives a booking that was made on a desk its time, its row, its audit and its mails. Whether the slot was offered is not
 * asked: the desk may book outside hours (S8, C18), and over nobody else's booking. False where it cannot have the time.
 */
export async function bookFromDesk(
  scope: TransactionScope,
  { entry, host, actor }: DeskBooking,
  { newId, now }: Deps,
): Promise<boolean> {
  const at = now()
  const row = await rowOf(scope, { entry, host, actor }, at)
  const stored = { ...entry, uid: entry.data.uid, status: entry.data.status, bookingId: row?.id, deleted: false }
  const managed = row && (await bookingOfEntries(scope.tx, { row, entries: [stored] }))
  if (!row || !managed) return false
  const { id, workspace, starts, ends } = row
  const time = { start: instant(starts), end: instant(ends) }
  const buffers = entry.data.buffers ?? managed.eventType.buffers
  await lockHosts(scope.tx, workspace, [host])
  const span = { start: instant(starts - buffers.before * MINUTE), end: instant(ends + buffers.after * MINUTE) }
  await clearClaims(scope.tx, { workspace, members: [host], span, now: at })
  const claims = [{ id: newId(), host, appointment: entry.id }]
  if (!(await takeClaims(scope.tx, { workspace, booking: id, time, buffers, claims, now: at }))) return false
  await scope.tx.insert(booking).values(row)
  const audit = {
    action: 'booking.made',
    new: { starts, ends, eventType: row.eventType, hosts: [host] },
  } as const
  // Nobody is invited to what is over.
  const mail = ends > at ? { mail: { event: 'confirmed', sequence: entry.data.sequence } as const } : {}
  await writeStep(scope, { managed, actor, at, audit, ...mail }, newId)
  return true
}

/** Undefined where it says it is what it cannot be. */
async function rowOf(
  { tx }: TransactionScope,
  { entry, host }: DeskBooking,
  at: number,
): Promise<BookingRow | undefined> {
  const { workspace, document, id: appointment, data } = entry
  const time = timeOf(data)
  const booker = data.attendees.find(({ kind }) => kind === 'booker')
  const type = data.eventType && (await typeFor(tx, { workspace, id: data.eventType, host }))
  const links = type ? await bookingLinksOf(tx, { workspace, eventType: type.id }) : []
  const link = links.find((one) => one.document === type?.document)
  if (!time || !booker || !type || !link || !data.bookingId) return undefined
  return {
    id: data.bookingId,
    workspace,
    link: link.id,
    eventType: type.id,
    appointment,
    document,
    host,
    hosts: [host],
    among: type.data.hosts.map(({ member }) => member),
    starts: time.start,
    ends: time.end,
    zone: booker.zone ?? time.zone,
    email: booker.email,
    generation: 0,
    sequence: data.sequence,
    status: 'confirmed',
    proposalUntil: null,
    createdAt: at,
  }
}

async function typeFor(
  tx: TransactionScope['tx'],
  { workspace, id, host }: Pick<EventTypeRow, 'workspace'> & { id: EventTypeId; host: MemberId },
): Promise<EventTypeRow | undefined> {
  const types = await eventTypesOf(tx, { workspace })
  return types.find((one) => one.id === id && one.data.hosts.some(({ member }) => member === host))
}

function timeOf({ time }: Appointment): (Interval & Pick<BookingRow, 'zone'>) | undefined {
  return time?.kind === 'timed' ? { start: time.startsAt, end: time.endsAt, zone: time.zone } : undefined
}

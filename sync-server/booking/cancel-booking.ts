import { eq } from 'drizzle-orm'
import { readAppointment } from '../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Attendee } from '../../src/core/model/attendee.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { AppointmentRow } from '../../src/core/projections/rows.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { queueBookingMails } from '../outbox/queue-booking-mails.ts'
import type { ServerDeps } from '../server-deps.ts'
import { bookingMails } from './booking-mails.ts'
import { lockHosts } from './lock-hosts.ts'
import { type ManagedBooking, managedBooking } from './managed-booking.ts'
import { type Origin, recordAudit } from './record-audit.ts'
import { releaseClaims } from './take-claims.ts'

export type CancelDeps = Pick<ServerDeps, 'serverTransaction' | 'serverKey' | 'now' | 'newId'>
export type CancelOutcome = 'cancelled' | 'already-over' | 'expired' | 'not-found'

type Cancelling = { readonly token: string; readonly reason: string | undefined; readonly origin: Origin }

/**
 * Cancels the booking of a manage token, in one transaction: the appointments in the hosts' calendars, the claim (the time is
 * free at once, C9), the audit and the mails. Cancelling what is cancelled changes nothing; `already-over` is any other end.
 */
export async function cancelBooking(deps: CancelDeps, { token, reason, origin }: Cancelling): Promise<CancelOutcome> {
  return deps.serverTransaction(async (scope) => {
    const at = deps.now()
    const look = () => managedBooking(scope.tx, token, { serverKey: deps.serverKey, now: at })
    const seen = await look()
    if (seen === undefined) return 'not-found'
    if (seen === 'expired') return 'expired'
    await lockHosts(
      scope.tx,
      seen.row.workspace,
      seen.hosts.map(({ id }) => id),
    )
    const managed = await look()
    if (managed === undefined || managed === 'expired') return 'expired'
    if (managed.status === 'cancelled') return 'cancelled'
    if (managed.status !== 'confirmed' && managed.status !== 'pending') return 'already-over'
    await cancel(scope, { managed, reason, origin, at }, deps)
    return 'cancelled'
  })
}

type Cancel = Omit<Cancelling, 'token'> & { readonly managed: ManagedBooking; readonly at: Instant }

async function cancel(scope: TransactionScope, cancelling: Cancel, { newId }: CancelDeps): Promise<void> {
  const { managed, reason, origin, at } = cancelling
  const { row, attendee, appointments } = managed
  for (const appointment of appointments) await cancelAppointment(scope, appointment, cancelling)
  await scope.tx.update(booking).set({ status: 'cancelled' }).where(eq(booking.id, row.id))
  await releaseClaims(scope.tx, row.id)
  const { workspace } = row
  await recordAudit(scope.tx, {
    id: newId(),
    workspace,
    attendee: attendee.id,
    action: 'booking.cancelled',
    booking: row.id,
    old: { status: managed.status },
    new: { status: 'cancelled', reason },
    origin,
    at,
  })
  await queueBookingMails(scope.tx, bookingMails('cancelled', mailFacts(cancelling)), { workspace, newId })
}

async function cancelAppointment(
  { write }: TransactionScope,
  { document, calendar, id }: AppointmentRow,
  { managed, reason, at }: Cancel,
): Promise<void> {
  await write(document, (doc) => {
    const current = readAppointment(doc, calendar, id)
    if (current) writeAppointment(doc, cancelled(current, { by: managed.attendee, reason, at }))
  })
}

type By = { readonly by: Attendee; readonly reason: string | undefined; readonly at: Instant }

function cancelled(current: Appointment, { by, reason, at }: By): Appointment {
  return {
    ...current,
    status: 'cancelled',
    sequence: current.sequence + 1,
    cancellation: { by: by.id, at, ...(reason !== undefined && { reason }) },
    attendees: current.attendees.map((one) => (one.id === by.id ? { ...one, status: 'cancelled' } : one)),
    changedAt: at,
  }
}

function mailFacts({ managed, reason, at }: Cancel) {
  const { row, attendee, appointments, time, eventType, slug, workspace, hosts, zone } = managed
  const { uid, sequence, answers } = appointments[0].data
  return {
    booking: row.id,
    attendee: attendee.id,
    generation: row.generation,
    uid,
    sequence: sequence + 1,
    time,
    eventType,
    slug,
    workspace,
    hosts,
    invitee: { name: attendee.name, email: attendee.email, phone: attendee.phone, zone },
    answers,
    ...(reason !== undefined && { reason }),
    at,
  }
}

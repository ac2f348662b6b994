import { and, eq } from 'drizzle-orm'
import { isEnded } from '../../src/core/commands/is-ended.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { BookingId } from '../../src/core/model/ids.ts'
import { instant, type Interval } from '../../src/core/model/instant.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { applyMark } from './apply-mark.ts'
import type { Actor } from './booking-actor.ts'
import { samePlan } from './same-plan.ts'
import { writeCancel } from './cancel-booking.ts'
import { lockTime } from './hosts-at.ts'
import { bookingOfRow, type BookingRow, type ManagedBooking } from './managed-booking.ts'
import { moveClaims } from './move-claims.ts'
import { type Held, lockBooking } from './take-step.ts'
import { claimedTime, writeMove } from './write-move.ts'
import { writeRestored } from './write-restored.ts'

/** What a desk has made of an entry of a booking, in this transaction. */
export type HostChange = {
  readonly booking: BookingId
  /** As it stood before. */
  readonly before: Appointment | undefined
  readonly after: Appointment
  readonly actor: Actor
}

/**
 * `conflict`: the time that the desk gave it is another booking's (C1, C13), or none that anybody could come at: claims, row and
 * mails are as they were. Of a proposal: its time cannot be held, and it is taken out of the entries.
 */
export type HostChangeOutcome = 'in-line' | 'applied' | 'conflict' | 'proposal-refused'

type Deps = Pick<ServerDeps, 'newId' | 'now'>

/**
 * Brings a booking in line with what a host wrote on a desk: claims, the entries of the other hosts, row, audit and mails. A
 * step that the server has taken itself is in line already.
 */
export async function applyHostChange(
  scope: TransactionScope,
  { booking, before, after, actor }: HostChange,
  { newId, now }: Deps,
): Promise<HostChangeOutcome> {
  const row = await lockBooking(scope.tx, booking)
  const found = row && (await bookingOfRow(scope.tx, row))
  if (!row || !found || !(await isOfHost(scope.tx, found, after))) return 'in-line'
  const held = { managed: asBooked(found, row), actor, at: now(), wrote: after }
  const applying = { held, before, after, deps: { newId } }
  const isGone = after.deletedAt !== undefined || after.status === 'cancelled'
  if (isGone) return row.status === 'cancelled' ? 'in-line' : cancel(scope, applying)
  if (isEnded(row) && isEnded(after)) return 'in-line'
  const time = timeOf(after)
  if (!time) return 'conflict'
  if (isEnded(row)) return retake(scope, applying, time, 'restored')
  if (time.start !== row.starts || time.end !== row.ends) return retake(scope, applying, time, 'moved')
  return applyMark(scope, applying)
}

export type Applying = {
  readonly held: Held & { readonly wrote: Appointment }
  readonly before: Appointment | undefined
  readonly after: Appointment
  readonly deps: Pick<ServerDeps, 'newId'>
}

// Who had it once, or has only copied it, does not speak for it.
async function isOfHost(db: PostgresReadHandle, { row, hosts }: ManagedBooking, { calendar }: Appointment) {
  const { calendarOwner: o } = db.tables
  const owned = and(eq(o.workspace, row.workspace), eq(o.calendar, calendar))
  const [own] = await db.select({ owner: o.owner }).from(o).where(owned)
  return hosts.some(({ id }) => id === own?.owner)
}

// What the desk has written may be in the rows or not: how it was is in the booking's row.
function asBooked(managed: ManagedBooking, row: BookingRow): ManagedBooking {
  return { ...managed, status: row.status, time: { start: instant(row.starts), end: instant(row.ends) } }
}

function timeOf({ time }: Appointment): Interval | undefined {
  return time?.kind === 'timed' ? { start: time.startsAt, end: time.endsAt } : undefined
}

async function cancel(scope: TransactionScope, { held, after, deps }: Applying): Promise<HostChangeOutcome> {
  await writeCancel(scope, { held, reason: after.cancellation?.reason }, deps)
  return 'applied'
}

async function retake(
  scope: TransactionScope,
  { held, after, deps }: Applying,
  time: Interval,
  step: 'moved' | 'restored',
): Promise<HostChangeOutcome> {
  const { managed, at: now } = held
  await lockTime(scope.tx, { managed, bookable: undefined, time, now })
  const plan = await samePlan(scope, held, deps)
  if (!plan || !(await moveClaims(scope.tx, claimedTime(held, time, plan), deps.newId))) return 'conflict'
  if (step === 'restored') await writeRestored(scope, { held, time }, deps)
  else {
    const { zone } = managed
    const hosts = { members: plan.members.map(({ id }) => id), chosen: [] }
    const reason = after.earlierTimes.at(-1)?.reason
    await writeMove(scope, { held, time, plan, hosts, reason, zone }, deps)
  }
  return 'applied'
}

import { and, eq } from 'drizzle-orm'
import { parseDocumentName } from '../../src/core/document/document-name.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { BookingId, MemberId } from '../../src/core/model/ids.ts'
import { instant, type Interval } from '../../src/core/model/instant.ts'
import { booking, claim } from '../database/schema.ts'
import type { DeskChange, SettleBookings } from '../documents/desk-changes.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { applyHostChange } from './apply-host-change.ts'
import { bookFromDesk } from './book-from-desk.ts'
import type { Actor } from './booking-actor.ts'
import { lockSettling } from './lock-settling.ts'
import { noteVerdict, type Outcome } from './note-verdict.ts'

type Deps = Pick<ServerDeps, 'newId' | 'now'>

/**
 * C13: what a desk wrote about a booking is provisional until this: claims, row, audit and mails follow it, in the transaction
 * that takes it in. Where the time is another booking's, nobody is told, and the verdict names both sides.
 */
export function settleBookings(deps: Deps): SettleBookings {
  const settle = async (scope: TransactionScope, change: DeskChange): Promise<void> => {
    if (change.after.bookingId === undefined) return tieAgain(scope, change)
    const settling = await settlingOf(scope, change)
    if (!settling) return
    const outcome = await settled(scope, settling, deps)
    await noteVerdict(scope, { ...settling, outcome }, deps)
  }
  return { lock: lockSettling, settle }
}

export type Settling = DeskChange & {
  readonly booking: BookingId
  /** Whose calendar the entry stands in. */
  readonly host: MemberId
  /** Everybody whose time it takes. */
  readonly hosts: readonly MemberId[]
  readonly actor: Actor
  /** When people were told it is; absent: nobody was told of it yet. */
  readonly promised: Interval | undefined
}

/** Undefined where the entry only says that it is a booking's: anybody could say that in a calendar of theirs. */
async function settlingOf({ tx }: TransactionScope, change: DeskChange): Promise<Settling | undefined> {
  const { writer, document, after } = change
  const { bookingId } = after
  const ref = parseDocumentName(document)
  if (ref?.kind !== 'entries' || bookingId === undefined) return undefined
  const { workspace, calendar } = ref
  const { calendarOwner } = tx.tables
  const [found] = await tx
    .select({ owner: calendarOwner.owner })
    .from(calendarOwner)
    .where(and(eq(calendarOwner.workspace, workspace), eq(calendarOwner.calendar, calendar)))
  const [row] = await tx.select().from(booking).where(eq(booking.id, bookingId))
  if (!found || (row && row.workspace !== workspace)) return undefined
  const host = found.owner
  const hosts = row ? (row.hosts ?? [row.host]) : [host]
  const isBooking = row ? hosts.includes(host) : after.source === 'desk' && after.eventType !== undefined
  const actor: Actor = { kind: 'member', member: writer.member, device: writer.device }
  const promised = row && { start: instant(row.starts), end: instant(row.ends) }
  return isBooking ? { ...change, booking: bookingId, host, hosts, actor, promised } : undefined
}

async function settled(scope: TransactionScope, settling: Settling, deps: Deps): Promise<Outcome> {
  const { booking, document, before, after, host, actor, promised } = settling
  if (promised) {
    const outcome = await applyHostChange(scope, { booking, before, after, actor }, deps)
    if (outcome === 'conflict') await keepPromise(scope, booking)
    return outcome === 'conflict' ? 'conflict' : 'settled'
  }
  if (isGone(after)) return 'settled'
  const { workspace } = settling.writer
  const entry = { workspace, document, calendar: after.calendar, id: after.id, data: after }
  return (await bookFromDesk(scope, { entry, host, actor }, deps)) ? 'settled' : 'conflict'
}

/** A plain appointment is what a booking becomes that never was one (C13): of one that stands its invitee was told. */
async function tieAgain(
  { tx, write }: TransactionScope,
  { writer, document, before, after }: DeskChange,
): Promise<void> {
  const { bookingId } = before ?? {}
  if (bookingId === undefined) return
  const own = and(eq(booking.id, bookingId), eq(booking.workspace, writer.workspace))
  const [row] = await tx.select({ id: booking.id }).from(booking).where(own)
  if (!row) return
  await write(document, (doc) => writeAppointment(doc, { ...after, bookingId, promised: before?.promised }))
}

// The entry stands elsewhere, and the invitee counts on the time that they were told: that one stays taken.
async function keepPromise({ tx }: TransactionScope, id: BookingId): Promise<void> {
  await tx
    .update(claim)
    .set({ appointment: null })
    .where(and(eq(claim.booking, id), eq(claim.kind, 'booking')))
}

function isGone({ status, deletedAt }: Appointment): boolean {
  return status === 'cancelled' || deletedAt !== undefined
}
